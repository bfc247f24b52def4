"""The officer's desk: what a page's address asks, and the campus file."""
