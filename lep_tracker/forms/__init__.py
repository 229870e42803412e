"""Forms of the actions that span the apps."""
