"""The guard register: people, engagements, certificates."""
