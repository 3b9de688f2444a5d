"""Parts that screens of admins share."""
