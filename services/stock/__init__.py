"""Goods come in, are held for orders, are withdrawn, and are back for customers who asked."""
