"""Customers ask for goods that are sold out."""
