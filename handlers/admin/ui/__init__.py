"""What screens of admins share."""
