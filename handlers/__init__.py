"""The conversations: Telegram in, words out. No SQL and no money arithmetic."""
