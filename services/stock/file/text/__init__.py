"""Bytes become text, and what in it cannot be seen or was lost."""
