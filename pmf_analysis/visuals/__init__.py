"""Charts, tables, words and alternative text, made from findings."""
