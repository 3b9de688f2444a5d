"""Customers look at categories and products."""
