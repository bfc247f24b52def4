"""What callers of the API may ask, for its description; read by the same reader as the pages' addresses."""

from __future__ import annotations

from ninja import Field, Schema


class ComparisonAsked(Schema):
    """Two days, two recordings of one day, or both; each as recorded now unless an instant or a posting is told."""

    unit: str = ""
    line: str = ""
    from_: str = Field("", alias="from")
    from_recorded: str = ""
    from_posting: str = ""
    to: str = ""
    to_recorded: str = ""
    to_posting: str = ""


class ChangesAsked(ComparisonAsked):
    """The same, page by page."""

    after: str = ""
