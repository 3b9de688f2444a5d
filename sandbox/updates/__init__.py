"""Updates that wait for the bot, and where it wants them."""
