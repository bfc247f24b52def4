"""The timeline of many campuses at once: the same stretches as ``timeline`` gives, as columns.

A campus's team is additive, so every guard's part is cut where a post, a certificate or an age band changes, turned
into differences by day, and added up. Norms are judged by ``norms.rules.required_expression``, one expression a rule
set.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.guards.types import Engagement, HiringSource
from gatehouse.kernel.days import FAR
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms.rules import required_expression
from gatehouse.standing.rules.dated import Epochs
from gatehouse.standing.types import AGE_BAND_NAMES, AGE_BANDS, AMOUNTS, Stratum

PROFILES = {
    "campus": pl.Int64, "day": pl.Date, "in_operation": pl.Boolean, "label": pl.String, "ownership": pl.String,
}  # fmt: skip
PLACES = {"campus": pl.Int64, "day": pl.Date, "police_path": pl.String, "education_path": pl.String}
HEAD_COUNTS = {"campus": pl.Int64, "day": pl.Date, "students": pl.Int64, "staff": pl.Int64, "boarders": pl.Int64}
POSTS = {"campus": pl.Int64, "guard": pl.Int64, "day": pl.Date, "engagement": pl.String, "source": pl.String}
CERTIFICATES = {"guard": pl.Int64, "day": pl.Date, "held": pl.Boolean}
PEOPLE = {"guard": pl.Int64, "born": pl.Date, "sex": pl.String}

VALUES = ("police_path", "education_path", "stratum", "epoch", *AMOUNTS)
"""What a stretch says of its days."""

STRETCHES = {
    "campus": pl.Int64, "valid_from": pl.Date, "valid_to": pl.Date,
    "police_path": pl.String, "education_path": pl.String, "stratum": pl.Int16, "epoch": pl.String,
    **dict.fromkeys(AMOUNTS, pl.Int32),
}  # fmt: skip
"""The columns of ``timelines``."""

_STRATA = {f"{label.value} {own.value}": Stratum.of(label, own).value for label in CensusLabel for own in Ownership}
_SOURCES = tuple(f"source_{source.value.lower()}" for source in HiringSource)
_WHO = ("campus", "guard", "day")
_TEAM = ("full_time", "part_time", "certified", "male", "female", *AGE_BAND_NAMES, *_SOURCES)


@dataclass(frozen=True, slots=True)
class FactColumns:
    """The live change points that bear on the standing of some campuses, a frame a kind; rows in any order.

    Columns as in ``PROFILES``, ``PLACES``, ``HEAD_COUNTS``, ``POSTS`` (of these campuses), ``CERTIFICATES`` and
    ``PEOPLE`` (of the guards on these posts). No two rows of a kind are for the same subject and day.
    """

    profiles: pl.DataFrame
    places: pl.DataFrame
    head_counts: pl.DataFrame
    posts: pl.DataFrame
    certificates: pl.DataFrame
    people: pl.DataFrame


def timelines(facts: FactColumns, epochs: Epochs) -> pl.DataFrame:
    """The standing of every campus from its first day on, sorted by campus and day; columns as in ``STRETCHES``.

    What ``timeline`` says of each campus, exactly.
    """
    team = _team(facts)
    days = _periods(facts, team, epochs)
    for known in (facts.places, facts.head_counts, team):
        days = days.join_asof(known.sort("campus", "day"), on="day", by="campus", check_sortedness=False)
    rules = pl.DataFrame(
        {"day": list(epochs.days), "rule": range(len(epochs.days))}, schema={"day": pl.Date, "rule": pl.Int64}
    ).sort("day")
    judged = days.sort("day").join_asof(rules, on="day").sort("campus", "day").with_columns(required=_required(epochs))
    return _merged(judged.select(pl.col("campus"), pl.col("day").alias("valid_from"), "valid_to", *_values(epochs)))


def _periods(facts: FactColumns, team: pl.DataFrame, epochs: Epochs) -> pl.DataFrame:
    """The periods in which each campus is in operation and nothing changes, with the profile in force."""
    profiles = facts.profiles.sort("campus", "day").with_columns(
        stratum=pl.concat_str("label", "ownership", separator=" ").replace_strict(_STRATA, return_dtype=pl.Int16)
    )
    first_places = facts.places.group_by("campus").agg(placed=pl.col("day").min())
    firsts = (
        profiles.group_by("campus").agg(known=pl.col("day").min()).join(first_places, on="campus")
        .select("campus", first=pl.max_horizontal("known", "placed"))
    )  # fmt: skip
    norms = firsts.select("campus").join(pl.DataFrame({"day": epochs.days}, schema={"day": pl.Date}), how="cross")
    told = (facts.profiles, facts.places, facts.head_counts, team, norms)
    days = (
        pl.concat([firsts.rename({"first": "day"}), *(frame.select("campus", "day") for frame in told)])
        .unique().join(firsts, on="campus").filter(pl.col("day") >= pl.col("first")).drop("first")
        .sort("campus", "day")
    )  # fmt: skip
    following = pl.when(pl.col("campus") == pl.col("campus").shift(-1)).then(pl.col("day").shift(-1))
    days = days.with_columns(valid_to=following.fill_null(pl.lit(FAR)))
    days = days.join_asof(
        profiles.select("campus", "day", "in_operation", "stratum"), on="day", by="campus", check_sortedness=False
    )
    return days.filter("in_operation").drop("in_operation")


def _team(facts: FactColumns) -> pl.DataFrame:
    """What each campus's guards amount to, from each day on which that may change: campus, day, ``_TEAM``."""
    served = facts.posts.select("campus", "guard").unique()
    people = facts.people.with_columns(_birthday(age).alias(f"turns_{age}") for age in AGE_BANDS)
    turned = people.join(served, on="guard").select(
        "campus", "guard", day=pl.concat_list(f"turns_{age}" for age in AGE_BANDS)
    )
    posts, held = facts.posts, facts.certificates.join(served, on="guard")
    told = (posts.select(_WHO), held.select(_WHO), turned.explode("day"))
    points = pl.concat(told).unique().sort(_WHO)
    for known in (posts, held):
        # by campus and guard, though certificates are the guard's: only so are the days of each group in order
        points = points.join_asof(known.sort(_WHO), on="day", by=["campus", "guard"], check_sortedness=False)
    points = (
        points.filter(pl.col("engagement").is_not_null())
        .join(people, on="guard", maintain_order="left")
        .select(*_WHO, *_part_of_a_guard())
    )
    same = (pl.col("campus") == pl.col("campus").shift(1)) & (pl.col("guard") == pl.col("guard").shift(1))
    before = [pl.when(same).then(pl.col(name).shift(1)).fill_null(0) for name in _TEAM]
    return (
        points.select("campus", "day", *(pl.col(name) - old for name, old in zip(_TEAM, before, strict=True)))
        .group_by("campus", "day").agg(pl.col(name).sum() for name in _TEAM)
        .sort("campus", "day").with_columns(pl.col(name).cum_sum().over("campus") for name in _TEAM)
    )  # fmt: skip


def _part_of_a_guard() -> list[pl.Expr]:
    """What one guard adds to a campus from a point on, in the order of ``_TEAM``."""
    full = pl.col("engagement") == Engagement.FULL_TIME.value
    turned = [pl.col("day") >= pl.col(f"turns_{age}") for age in AGE_BANDS]
    bands = zip([pl.lit(value=True), *turned], [*(~passed for passed in turned), pl.lit(value=True)], strict=True)
    parts = [
        full,
        pl.col("engagement") == Engagement.PART_TIME.value,
        full & pl.col("held").fill_null(value=False),
        full & (pl.col("sex") == Sex.MALE.value),
        full & (pl.col("sex") != Sex.MALE.value),
        *(full & begun & not_over for begun, not_over in bands),
        *(full & (pl.col("source") == source.value) for source in HiringSource),
    ]
    return [part.cast(pl.Int32).alias(name) for name, part in zip(_TEAM, parts, strict=True)]


def _birthday(age: int) -> pl.Expr:
    """The day on which a guard becomes ``age``: see ``kernel.days.birthday``."""
    born = pl.col("born").dt
    year = born.year() + age
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    skipped = (born.month() == 2) & (born.day() == 29) & ~leap  # noqa: PLR2004 - 29 February
    month, day = pl.when(skipped).then(3).otherwise(born.month()), pl.when(skipped).then(1).otherwise(born.day())
    return pl.date(year, month, day)


def _required(epochs: Epochs) -> pl.Expr:
    """The number of guards that the rule set of the day requires; null without rule set or head count."""
    required = pl.lit(None, pl.Int64)
    for index, rule_set in enumerate(epochs.values):
        if rule_set is not None:
            required = pl.when(pl.col("rule") == index).then(required_expression(rule_set)).otherwise(required)
    return required


def _values(epochs: Epochs) -> list[pl.Expr]:
    """The columns ``VALUES`` of a judged period."""
    names = {index: rule_set.epoch for index, rule_set in enumerate(epochs.values) if rule_set is not None}
    epoch = pl.col("rule").replace_strict(names, default="", return_dtype=pl.String).fill_null("").alias("epoch")
    counted = {name: pl.col(name).fill_null(0) for name in ("students", "staff", "boarders", *_TEAM)}
    required, known = pl.col("required"), pl.col("required").is_not_null()
    needed, full_time, certified = required.fill_null(0), counted["full_time"], counted["certified"]
    amounts = counted | {
        "campuses": pl.lit(1),
        "required": needed,
        "gap": (needed - full_time).clip(lower_bound=0),
        "surplus": pl.when(known).then((full_time - needed).clip(lower_bound=0)).otherwise(0),
        "campuses_met": known & (full_time >= needed),
        "campuses_met_certified": known & (certified >= needed),
        "unjudged": ~known,
    }
    columns = [amounts[name].cast(pl.Int32).alias(name) for name in AMOUNTS]
    return [pl.col("police_path"), pl.col("education_path"), pl.col("stratum"), epoch, *columns]


def _merged(periods: pl.DataFrame) -> pl.DataFrame:
    """Equal neighbours as one stretch."""
    joined = (pl.col("campus") == pl.col("campus").shift(1)) & (pl.col("valid_from") == pl.col("valid_to").shift(1))
    same = pl.all_horizontal(joined, *(pl.col(name) == pl.col(name).shift(1) for name in VALUES))
    starts = periods.select(~same.fill_null(value=False)).to_series()
    ends = starts.shift(-1, fill_value=True)
    return periods.filter(starts).with_columns(periods.filter(ends)["valid_to"])
