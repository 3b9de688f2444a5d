"""Notices, what may stand in a message, and what can come of sending one."""
