"""Writing the census: campaigns, and workbooks on their way into the register."""

from gatehouse.census.services.campaigns import open_campaign
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
    "Opened",
    "Result",
    "WrongUnitError",
    "import_workbook",
    "open_campaign",
    "open_workbook",
    "problem_from",
    "publish",
    "stage",
]
