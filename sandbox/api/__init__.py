"""The reading and answering of a Bot API call: parameters, shapes, errors, the log of calls."""
