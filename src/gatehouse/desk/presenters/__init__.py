"""The campus file and the findings in the reader's language."""

from gatehouse.desk.presenters.campus import campus_page
from gatehouse.desk.presenters.findings import findings_page
from gatehouse.desk.presenters.story import story_of

__all__ = ["campus_page", "findings_page", "story_of"]
