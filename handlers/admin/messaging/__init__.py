"""How notices to admins look."""
