"""The demo city: an invented city told step by step through the rooms' own services."""
