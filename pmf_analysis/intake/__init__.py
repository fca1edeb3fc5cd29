"""Returns and national data: checked, shown, and appended to the ledgers."""
