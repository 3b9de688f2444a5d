"""Settings and files of the owner: read, checked, and explained when they are wrong."""
