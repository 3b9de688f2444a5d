"""How fast the shop may send."""
