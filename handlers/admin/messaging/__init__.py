"""The notices to admins, rendered."""
