"""The staff: alerts to admins, and the decisions that wait for them."""
