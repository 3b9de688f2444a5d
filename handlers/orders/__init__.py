"""Customers order, and look at what they ordered."""
