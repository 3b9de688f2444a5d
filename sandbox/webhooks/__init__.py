"""Posts to the webhook of the bot."""
