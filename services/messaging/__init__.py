"""Messages that the shop sends by itself, at the rate that Telegram allows."""
