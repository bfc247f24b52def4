"""Writing the campus register: reports, acts on a campus, and units reorganised with their campuses."""

from gatehouse.campuses.services.acts import (
    change_campus,
    move_campus,
    refuse_closed,
    refuse_closing,
    reopen_campus,
    shut,
    succeed,
)
from gatehouse.campuses.services.placing import misplaced, place_again
from gatehouse.campuses.services.records import CampusReport, Profile, record_campuses, record_head_count
from gatehouse.campuses.services.reorganising import abolish_unit, merge_units, move_unit, replant_again

__all__ = [
    "CampusReport",
    "Profile",
    "abolish_unit",
    "change_campus",
    "merge_units",
    "misplaced",
    "move_campus",
    "move_unit",
    "place_again",
    "record_campuses",
    "record_head_count",
    "refuse_closed",
    "refuse_closing",
    "reopen_campus",
    "replant_again",
    "shut",
    "succeed",
]
