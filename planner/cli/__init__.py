"""The command line; none of its modules loads Qt."""
