"""The facts of a campus as terms and values, each block with its origin."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gatehouse.campuses.presenters import kind_name, label_name, ownership_name, urban_class_name
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.census.types import RowKind
from gatehouse.desk.presenters.origins import Origin, Origins
from gatehouse.standing.queries import CampusFile
from gatehouse.territory.presenters import unit_name
from gatehouse.territory.types import UnitOn
from gatehouse.web.presenters import urls_with
from gatehouse.web.rules import grouped
from gatehouse.web.types import Pair

PROFILE = ("name", "school_code", "credit_code", "kind", "ownership", "census_label", "urban_class", "address")
PLACE = ("town", "police_station", "school_district")
HEADS = ("students", "staff", "boarders")


@dataclass(frozen=True, slots=True)
class FactBlock:
    """Facts that were reported together."""

    title: str
    pairs: list[Pair]
    origin: Origin


def fact_blocks(request: HttpRequest, file: CampusFile, origins: Origins) -> list[FactBlock]:
    """What the campus is, where it belongs and how many people it has, as far as known."""
    found = [_profile(file, origins), _place(request, file, origins), _head_count(file, origins)]
    return [block for block in found if block is not None]


def _profile(file: CampusFile, origins: Origins) -> FactBlock | None:
    profile = file.profile
    if profile is None:
        return None
    pairs = [
        Pair(_("School or kindergarten"), profile.name),
        Pair(_("School code"), profile.school_code),
        Pair(_("Credit code"), profile.credit_code),
        Pair(_("Kind"), kind_name(CampusKind(profile.kind))),
        Pair(_("Ownership"), ownership_name(Ownership(profile.ownership))),
        Pair(_("Census label"), label_name(CensusLabel(profile.census_label))),
        Pair(_("Class of place"), urban_class_name(UrbanClass(profile.urban_class))),
        Pair(_("Address"), profile.address),
    ]
    return FactBlock(_("Facts"), pairs, origins.of(profile, RowKind.CAMPUS, PROFILE))


def unit_url(request: HttpRequest, unit: UnitOn) -> str:
    """The page of a unit: where the home address leads with it."""
    return urls_with(request, reverse("home"), unit=unit.code, line=unit.line.value)


def _place(request: HttpRequest, file: CampusFile, origins: Origins) -> FactBlock:
    police, education = file.police_unit, file.education_unit
    pairs = [
        Pair(_("Police unit"), unit_name(police), url=unit_url(request, police)),
        Pair(_("Education unit"), unit_name(education), url=unit_url(request, education)),
    ]
    return FactBlock(_("Responsible units"), pairs, origins.of(file.place, RowKind.CAMPUS, PLACE))


def _head_count(file: CampusFile, origins: Origins) -> FactBlock | None:
    count = file.head_count
    if count is None:
        return None
    pairs = [
        Pair(_("Students"), grouped(count.students)),
        Pair(_("Staff"), grouped(count.staff)),
        Pair(_("Students and staff"), grouped(count.students + count.staff)),
        Pair(_("Boarders"), grouped(count.boarders)),
    ]
    return FactBlock(_("Head count"), pairs, origins.of(count, RowKind.CAMPUS, HEADS))
