"""The windows over the main window: each asks one thing, or shows one, and gives back a value."""
