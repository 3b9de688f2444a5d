"""Navigation: the context of a page, the pages, and the target to return to."""
