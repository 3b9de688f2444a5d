"""Rows of money, and of the receipts that prove it."""
