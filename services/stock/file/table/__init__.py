"""Lines of text become rows of cells: separators, headings, columns."""
