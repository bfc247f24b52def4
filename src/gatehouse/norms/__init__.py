"""The staffing norms: how many full-time guards a campus must have, and on what legal basis."""
