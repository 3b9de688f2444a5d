"""Admins look at an order, send its goods again, refund it."""
