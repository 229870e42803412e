"""What plans print in a board pack."""
