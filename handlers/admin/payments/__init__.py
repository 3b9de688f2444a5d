"""Admins decide on receipts."""
