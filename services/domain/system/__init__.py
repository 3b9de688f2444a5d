"""Updates of Telegram."""
