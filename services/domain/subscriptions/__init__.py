"""Subscriptions and reminders."""
