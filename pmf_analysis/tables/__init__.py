"""Make what the council knows trustworthy: schema, vintages, roll-up, disclosure, audience."""
