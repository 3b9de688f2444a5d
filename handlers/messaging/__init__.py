"""The notices to customers, rendered."""
