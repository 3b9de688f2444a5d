"""Customers look at subscriptions and renew them."""
