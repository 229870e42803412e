"""What differs between machines, read from the environment."""
