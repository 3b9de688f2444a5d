"""Customers pay, each provider in its own way."""
