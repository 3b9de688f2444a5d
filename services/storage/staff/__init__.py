"""Rows of members of the staff, of invitations, and of the audit log."""
