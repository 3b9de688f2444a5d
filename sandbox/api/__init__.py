"""How a call of the Bot API is read and answered: parameters, shapes, errors, the log of calls."""
