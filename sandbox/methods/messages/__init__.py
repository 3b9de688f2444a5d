"""Methods that send, edit, copy and delete messages."""
