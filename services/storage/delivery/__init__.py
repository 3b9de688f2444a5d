"""Rows of messages with goods."""
