"""Actions that span the apps."""
