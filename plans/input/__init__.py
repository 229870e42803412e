"""What a person types of a plan, read once for every page, table and administration form."""
