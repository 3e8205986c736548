"""What is wrong with an input, said so that a person can mend it."""

from __future__ import annotations


class Fault(ValueError):
    """Bad input: a sentence that names the field and the value and says what would do instead."""
