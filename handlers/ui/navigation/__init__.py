"""From page to page: what a page needs, which pages there are, and where a customer was going."""
