"""Files that come before anything asked for them."""
