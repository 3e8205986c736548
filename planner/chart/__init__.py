"""How it is shown, toolkit-free: results become frozen chart descriptions that windows and files both draw."""
