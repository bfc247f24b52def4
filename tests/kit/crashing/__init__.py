"""Writers that are killed at any moment, and the proof that nothing is lost and nothing half is kept."""
