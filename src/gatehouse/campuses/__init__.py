"""The campus register: campuses and their dated facts."""
