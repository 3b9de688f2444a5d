"""Customers, as the shop knows them."""
