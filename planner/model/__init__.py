"""What is assumed: frozen values that check themselves, no arithmetic on samples, no Qt."""
