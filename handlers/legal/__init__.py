"""Customers read and accept the terms and the privacy policy."""
