"""Updates come in: received, stored, ordered by user, processed, marked as done."""
