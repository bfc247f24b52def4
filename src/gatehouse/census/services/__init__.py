"""Writing the census: campaigns, and workbooks on their way into the register."""

from gatehouse.census.services.campaigns import NotOverError, close_campaign, open_campaign
from gatehouse.census.services.importing import (
    Opened,
    Result,
    import_workbook,
    open_workbook,
    problem_from,
    publish,
    stage,
)
from gatehouse.census.services.places import WrongUnitError

__all__ = [
    "NotOverError",
    "Opened",
    "Result",
    "WrongUnitError",
    "close_campaign",
    "import_workbook",
    "open_campaign",
    "open_workbook",
    "problem_from",
    "publish",
    "stage",
]
