"""Excel returns: a workbook for each directorate, written for people and read back."""
