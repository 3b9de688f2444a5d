"""Staff announce incidents, write how they go, and close them."""
