"""How delivered goods look."""
