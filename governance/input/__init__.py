"""What a person types, read once for every page, table and administration form."""
