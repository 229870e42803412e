"""Forms of the deeds that span the apps."""
