"""Who may open which address: the one table that every address must stand in.

For each address: what each member of the cast gets. The cast is that of ``tests.kit``; a "foreign" row asks for
something that belongs to another branch. CAMPUS, IMPORT and STATEMENT stand for the keys of a campus of the first
station of East, of a workbook sent in by East's education office, and of a statement of East's police office. 200
sees it, 302 is sent on, 403 may not do this at all, 404 does not exist for them, 405 wrong method, 401 the API's answer
to strangers.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.kit.places import CITY, EAST, EAST_1

LOG_IN = 302
CAST = ("stranger", "city_police", "city_education", "county_police", "county_education", "station", "neighbour")


@dataclass(frozen=True, slots=True)
class Row:
    """One way of asking an address: its query and arguments, and the status for each member of the cast."""

    case: str
    status: dict[str, int]
    method: str = "get"
    query: str = ""
    kwargs: tuple[tuple[str, str], ...] = ()


def everyone(status: int, *, stranger: int = LOG_IN, **others: int) -> dict[str, int]:
    """The same for all who are logged in, except for those named."""
    return {**dict.fromkeys(CAST, status), "stranger": stranger, **others}


COUNTY = f"?line=police&unit={EAST}"
IMPORTS = everyone(404, city_education=200, county_education=200, station=403)
"""An import of the county's education office: its own line sees it, the other does not, a station has no imports."""

REPORTED = everyone(404, city_police=200, county_police=200)
"""What a county's police office reported: all of the unit or nothing, so its own line alone sees it."""

FROZEN = everyone(404, city_police=302, county_police=302)

ADDRESSES: dict[str, tuple[Row, ...]] = {
    "home": (Row("sends to the table", everyone(302)),),
    "set_language": (Row("anybody may choose a language", everyone(302, stranger=302), method="post"),),
    "accounts:log-in": (Row("those logged in already go home", everyone(302, stranger=200)),),
    "accounts:log-out": (Row("ends the session", everyone(302), method="post"),),
    "web:health": (Row("tells nothing but that it lives", everyone(200, stranger=200)),),
    "reports:table": (
        Row("own unit", everyone(200)),
        Row(
            "the city's",
            everyone(404, city_police=200, city_education=200, county_education=200),
            query=f"?line=police&unit={CITY}",
        ),
        Row("a county's", everyone(200, station=404, neighbour=404), query=COUNTY),
        Row("a county's in the other line", everyone(200, neighbour=404), query=f"?line=education&unit={EAST}"),
        Row("a station's", everyone(200, neighbour=404), query=f"?line=police&unit={EAST_1}"),
        Row("no such unit", everyone(404), query="?line=police&unit=999999"),
        Row("no such day", everyone(400), query="?as_of=2020-13-45"),
        Row("no such line", everyone(400), query="?line=army"),
    ),
    "reports:export": (
        Row("own unit", everyone(200), kwargs=(("shape", "csv"),)),
        Row("a county's", everyone(200, station=404, neighbour=404), query=COUNTY, kwargs=(("shape", "xlsx"),)),
    ),
    "reports:campuses": (
        Row("own unit", everyone(200)),
        Row("a county's", everyone(200, station=404, neighbour=404), query=COUNTY),
        Row("no such measure", everyone(400), query="?measure=salary"),
    ),
    "reports:compare": (
        Row("own unit", everyone(200)),
        Row("a county's", everyone(200, station=404, neighbour=404), query=COUNTY),
        Row("no such unit", everyone(404), query="?line=police&unit=999999"),
        Row("no such day", everyone(400), query="?from=2020-13-45"),
    ),
    "reports:changes": (
        Row("own unit", everyone(200)),
        Row("a county's", everyone(200, station=404, neighbour=404), query=COUNTY),
        Row("no such posting", everyone(400), query="?from_posting=last"),
    ),
    "reports:statements": (
        Row("own unit", everyone(200)),
        Row("a county's, of the own line only", REPORTED, query=COUNTY),
        Row("no such place in the list", everyone(400), query="?after=2020"),
    ),
    "reports:freeze": (
        Row("officers for what lies below them", {**FROZEN, "station": 404}, method="post", query=COUNTY),
        Row("not by looking", everyone(405), query=COUNTY),
    ),
    "reports:statement": (
        Row("the county's, of the own line only", REPORTED, kwargs=(("statement_id", "STATEMENT"),)),
        Row("no such statement", everyone(404), kwargs=(("statement_id", "999999"),)),
    ),
    "desk:campus": (
        Row("a campus of the station", everyone(200, neighbour=404), kwargs=(("campus_id", "CAMPUS"),)),
        Row("no such campus", everyone(404), kwargs=(("campus_id", "999999"),)),
    ),
    "desk:findings": (
        Row("own unit", everyone(200)),
        Row("a county's", everyone(200, station=404, neighbour=404), query=COUNTY),
        Row("a county's in the other line", everyone(200, neighbour=404), query=f"?line=education&unit={EAST}"),
        Row("no such unit", everyone(404), query="?line=police&unit=999999"),
        Row("no such kind", everyone(400), query="?kind=NOISE"),
        Row("too far ahead", everyone(400), query="?ahead=999999"),
        Row("no place in the list", everyone(400), query="?after=001-x"),
    ),
    "census:imports": (Row("officers only", everyone(200, station=403)),),
    "census:import": (
        Row(
            "the county's import",
            IMPORTS,
            kwargs=(("import_id", "IMPORT"),),
        ),
    ),
    "census:publish": (
        Row(
            "a published import stays",
            {**IMPORTS, "city_education": 302, "county_education": 302},
            method="post",
            kwargs=(("import_id", "IMPORT"),),
        ),
    ),
    "census:undo": (
        Row("what undoing the county's import would do", IMPORTS, kwargs=(("import_id", "IMPORT"),)),
        Row(
            "the county's import is undone once",
            {**IMPORTS, "city_education": 302, "county_education": 302},
            method="post",
            kwargs=(("import_id", "IMPORT"),),
        ),
    ),
    "census:errors": (
        Row(
            "the county's errors",
            IMPORTS,
            kwargs=(("import_id", "IMPORT"),),
        ),
    ),
    "api:openapi-json": (Row("described to those logged in", everyone(200, stranger=401)),),
    "api:api-root": (Row("nothing to see", everyone(404, stranger=401)),),
    "api:table": (
        Row("own unit", everyone(200, stranger=401)),
        Row("a county's", everyone(200, stranger=401, station=404, neighbour=404), query=COUNTY),
    ),
    "api:compare": (
        Row("own unit", everyone(200, stranger=401)),
        Row("a county's", everyone(200, stranger=401, station=404, neighbour=404), query=COUNTY),
    ),
    "api:changes": (
        Row("own unit", everyone(200, stranger=401)),
        Row("a county's", everyone(200, stranger=401, station=404, neighbour=404), query=COUNTY),
    ),
    "api:statements": (
        Row("own unit", everyone(200, stranger=401)),
        Row("a county's", {**REPORTED, "stranger": 401}, query=COUNTY),
    ),
    "api:statement": (Row("the county's", {**REPORTED, "stranger": 401}, kwargs=(("statement_id", "STATEMENT"),)),),
    "api:standing": (
        Row("a campus of the station", everyone(200, stranger=401, neighbour=404), kwargs=(("campus_id", "CAMPUS"),)),
    ),
    "api:findings": (
        Row("own unit", everyone(200, stranger=401)),
        Row("a county's", everyone(200, stranger=401, station=404, neighbour=404), query=COUNTY),
        Row("no such kind", everyone(400, stranger=401), query="?kind=NOISE"),
    ),
    "api:unlawful": (
        Row("no such posting", everyone(404, stranger=401), query="?posting=999999"),
        Row("no number", everyone(400, stranger=401), query="?posting=first"),
    ),
}
