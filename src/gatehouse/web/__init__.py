"""The page shell, the shared parts of pages, and their assets."""
