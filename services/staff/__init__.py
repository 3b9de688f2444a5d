"""What admins are told, and what waits for a decision of theirs."""
