"""The campuses of an invented nation and their dated facts, each with the posting that records it."""

from __future__ import annotations

from datetime import date

import polars as pl

from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.territory.types import Line
from tools.nation.places import DISTRICTS_EACH, Places
from tools.nation.recording import recorded
from tools.nation.scale import BEGIN, DAYS, Scale, day_after, drawn, numbered, parent_of

TERMS = (date(2018, 3, 1), date(2018, 9, 1), date(2019, 3, 1), date(2019, 9, 1), date(2020, 3, 1), date(2020, 9, 1))
OPENED_LATER, CLOSED, MOVED, CITY_RUN, LATE_COUNT, CORRECTED = 5, 2, 3, 2, 4, 1
"""Of a hundred campuses, or of a hundred head counts."""
CORRECTED_IN = 3
"""The posting that corrects head counts."""


def campuses(scale: Scale) -> pl.DataFrame:
    """Every campus: ``campus``, the first day ``begins``, and the station, counted from 1."""
    later = drawn("campus", 1, 100) < OPENED_LATER
    return numbered(scale.campuses, "campus").with_columns(
        begins=pl.when(later).then(day_after(BEGIN, drawn("campus", 2, DAYS - 120))).otherwise(pl.lit(BEGIN)),
        station=parent_of(pl.col("campus"), scale.campuses, scale.stations),
    )


def profiles(known: pl.DataFrame) -> pl.DataFrame:
    """Four campuses in ten are kindergartens; a few close."""
    draw = drawn("campus", 3, 100)
    label = (
        pl.when(draw < 18).then(pl.lit(CensusLabel.CITY_KINDERGARTEN.value))  # noqa: PLR2004
        .when(draw < 40).then(pl.lit(CensusLabel.TOWN_KINDERGARTEN.value))  # noqa: PLR2004
        .otherwise(pl.lit(CensusLabel.SCHOOL.value))
    )  # fmt: skip
    owner = drawn("campus", 4, 10).replace_strict(
        {8: Ownership.PRIVATE.value, 9: Ownership.INCLUSIVE.value}, default=Ownership.PUBLIC.value
    )
    school = label == CensusLabel.SCHOOL.value
    rows = known.select(
        campus_id="campus", valid_from="begins", in_operation=pl.lit(value=True),
        name=pl.concat_str(pl.lit("演示第"), pl.col("campus").cast(pl.String), pl.lit("学校")), initials=pl.lit("ysxx"),
        school_code=(pl.col("campus") + 9_000_000_000).cast(pl.String), credit_code=pl.lit(""),
        kind=pl.when(school).then(pl.lit(CampusKind.PRIMARY.value)).otherwise(pl.lit(CampusKind.KINDERGARTEN.value)),
        ownership=owner, census_label=label, urban_class=pl.lit(UrbanClass.UNKNOWN.value), address=pl.lit(""),
    )  # fmt: skip
    last = day_after(BEGIN, DAYS // 2 + drawn("campus_id", 5, DAYS // 2))
    closed = rows.filter(drawn("campus_id", 6, 100) < CLOSED).with_columns(
        valid_from=pl.max_horizontal(last, day_after(pl.col("valid_from"), 30)), in_operation=pl.lit(value=False)
    )
    return recorded(pl.concat([rows, closed]), "campus_id", late=0)


def places_of(known: pl.DataFrame, scale: Scale, tree: Places) -> pl.DataFrame:
    """Each campus at its station and district, or below its city itself; a few move to a station some way off."""
    away = known.filter(drawn("campus", 7, 100) < MOVED).with_columns(
        begins=pl.max_horizontal(day_after(BEGIN, drawn("campus", 8, DAYS)), day_after(pl.col("begins"), 45)),
        station=(pl.col("station") + 30) % scale.stations + 1,
    )
    where = pl.concat([known, away]).with_columns(
        district=((pl.col("station") - 1) // DISTRICTS_EACH).clip(upper_bound=scale.stations // DISTRICTS_EACH - 1) + 1
    )
    for line, column, here in ((Line.POLICE, "station", "police"), (Line.EDUCATION, "district", "education")):
        lowest = tree.lowest[line].with_row_index(column, offset=1).select(
            pl.col(column).cast(pl.Int64), pl.col("unit").alias(f"{here}_unit_id"), pl.col("path").alias(f"{here}_path")
        )  # fmt: skip
        where = where.join(lowest, on=column, maintain_order="left")
    cities = tree.cities.select(city="path", run_by="unit")
    run = drawn("campus", 9, 100) < CITY_RUN
    where = where.with_columns(city=pl.col("education_path").str.head(9)).join(cities, on="city", maintain_order="left")
    rows = where.select(
        "police_unit_id", "police_path",
        campus_id="campus", valid_from="begins",
        education_unit_id=pl.when(run).then("run_by").otherwise("education_unit_id"),
        education_path=pl.when(run).then("city").otherwise("education_path"),
    )  # fmt: skip
    return recorded(rows, "campus_id", late=20)


def head_counts(known: pl.DataFrame) -> pl.DataFrame:
    """A count at the beginning and each term since; some are told weeks late, some are corrected later."""
    terms = known.join(pl.DataFrame({"term": TERMS}), how="cross").filter(pl.col("term") > pl.col("begins"))
    days = pl.concat([known.select("campus", valid_from="begins"), terms.select("campus", valid_from="term")])
    days = days.with_columns(point=pl.col("campus") * 5000 + (pl.col("valid_from") - pl.lit(BEGIN)).dt.total_days())
    base = 40 + drawn("campus", 10, 40) * drawn("campus", 11, 45)
    rows = recorded(days.with_columns(students=base + drawn("point", 12, 30)), "point", late=LATE_COUNT)
    again = rows.filter((drawn("point", 13, 100) < CORRECTED) & (pl.col("posting") < CORRECTED_IN)).with_columns(
        students=pl.col("students") + 9, posting=pl.lit(CORRECTED_IN, pl.Int64)
    )
    boards = drawn("campus", 14, 10) < 2  # noqa: PLR2004
    return pl.concat([rows, again]).select(
        "valid_from", "students", "posting",
        campus_id="campus", staff=pl.col("students") // 14 + 3,
        boarders=pl.when(boards).then(pl.col("students") // 3).otherwise(0),
    )  # fmt: skip
