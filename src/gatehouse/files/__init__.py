"""Files kept by their content, sealed."""
