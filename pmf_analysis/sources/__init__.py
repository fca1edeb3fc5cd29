"""Read what the council knows, wherever it is kept."""
