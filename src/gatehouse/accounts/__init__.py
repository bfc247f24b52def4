"""People who log in: accounts, roles at units, scope."""
