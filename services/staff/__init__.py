"""The staff: what admins are told, and the decisions that wait for them."""
