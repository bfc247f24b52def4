"""Plain vocabulary shared by every room: days, paths, identifiers, problems. No Django, no I/O, no clock."""
