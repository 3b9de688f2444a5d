"""Goods are allocated to paid orders."""
