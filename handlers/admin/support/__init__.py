"""Admins answer customers."""
