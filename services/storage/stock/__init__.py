"""Rows of goods, and of customers who wait for them."""
