"""What the words mean: period, indicator, organisation, theme, rating rule, profile."""
