"""The two trees of authority and the country's divisions, dated."""
