"""The people who run the shop: roles, what each may do, invitations, and the audit log."""
