"""The campus file in the reader's language."""

from gatehouse.desk.presenters.campus import campus_page

__all__ = ["campus_page"]
