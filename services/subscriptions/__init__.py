"""The time that orders pay for, reminders of its end, and renewals."""
