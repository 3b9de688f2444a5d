"""Admins read and replace the catalog."""
