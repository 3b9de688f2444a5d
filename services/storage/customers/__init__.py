"""Rows of customers."""
