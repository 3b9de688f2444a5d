"""Admins publish documents."""
