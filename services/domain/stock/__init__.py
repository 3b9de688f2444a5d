"""Goods in stock."""
