"""The activities of a shop: what can be done, whole and in order, without a word of Telegram or of any language."""
