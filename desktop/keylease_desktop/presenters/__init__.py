"""What screens show and ask for, as values and signals. Knows no widget."""
