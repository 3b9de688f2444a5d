"""Admins import stock and look at it."""
