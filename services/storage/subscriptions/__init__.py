"""Rows of subscriptions."""
