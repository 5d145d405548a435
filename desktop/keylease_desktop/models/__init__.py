"""Tables as values: rows, columns and cells. Knows no widget."""
