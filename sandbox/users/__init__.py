"""Users, chats, files and payments: what there is."""
