"""What objectives and key results print in a board pack."""
