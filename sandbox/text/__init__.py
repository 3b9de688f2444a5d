"""Formatted text and keyboards, checked as Telegram checks them."""
