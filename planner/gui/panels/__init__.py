"""The parts of the main window: each shows a workspace and asks for edits."""
