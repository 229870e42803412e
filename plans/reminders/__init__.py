"""What plans remind of, and in which words."""
