"""A campus's standing and story, and a unit's story, in the reader's language."""

from gatehouse.standing.presenters.explaining import Explained, Number, as_json, as_text, explained
from gatehouse.standing.presenters.refusals import refusal, written_lines
from gatehouse.standing.presenters.stories import StoryLine, story_as_json, story_as_text, story_lines

__all__ = [
    "Explained",
    "Number",
    "StoryLine",
    "as_json",
    "as_text",
    "explained",
    "refusal",
    "story_as_json",
    "story_as_text",
    "story_lines",
    "written_lines",
]
