"""Rows that processes of the shop work with: updates, leases, conversation states, outcomes."""
