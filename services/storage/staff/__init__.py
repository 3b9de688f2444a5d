"""Members of the staff and invitations."""
