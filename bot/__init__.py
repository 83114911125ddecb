"""Its mind and voice."""
