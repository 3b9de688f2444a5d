"""The services of the shop: its use cases, each a transaction, without Telegram and without texts."""
