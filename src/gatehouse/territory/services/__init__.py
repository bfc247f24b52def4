"""Founding, changing and ending units; keeping the divisions of the country."""

from gatehouse.territory.rules import TreeError
from gatehouse.territory.services.changing import end, rename_unit, repath, replant
from gatehouse.territory.services.founding import NewUnit, found_units, load_divisions, shipped_divisions

__all__ = [
    "NewUnit",
    "TreeError",
    "end",
    "found_units",
    "load_divisions",
    "rename_unit",
    "repath",
    "replant",
    "shipped_divisions",
]
