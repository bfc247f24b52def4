"""An invented nation, the same at every run: its units, campuses and guards, written straight into the fact tables."""
