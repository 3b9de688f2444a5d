"""Customers write to the shop."""
