"""What objectives and key results remind of."""
