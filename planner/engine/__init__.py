"""What follows: pure functions over NumPy arrays."""
