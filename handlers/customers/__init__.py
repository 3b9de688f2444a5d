"""Customers arrive: language, terms, the first screen."""
