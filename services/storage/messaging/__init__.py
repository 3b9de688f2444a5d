"""Rows of notices, and of the slots in which they may be sent."""
