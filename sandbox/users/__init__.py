"""Users, chats, files and payments: the state of the sandbox."""
