"""Conversations between customers and the shop."""
