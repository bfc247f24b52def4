"""Companies that dispatch guards."""
