"""The menu of admins, and the lists of work that waits."""
