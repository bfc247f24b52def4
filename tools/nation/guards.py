"""The guards of an invented nation: who they are, where they serve and what certificates they hold.

Nobody real: sealed columns hold the same few bytes for everybody, numbers are serials.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason, Schooling
from gatehouse.kernel.identifiers import Sex
from tools.nation.recording import recorded
from tools.nation.scale import BEGIN, DAYS, END, Scale, day_after, drawn, numbered, parent_of

SPREAD = 40
"""Guards of one stretch of the register serve at campuses this far apart."""
HIRED_LATER, LEFT, PROMOTED, LATE, HOLDS, RENEWS, LAPSES, REVOKED = 25, 22, 5, 6, 65, 40, 30, 2
"""Of a hundred guards."""
BORN_FIRST, BORN_DAYS = date(1956, 1, 1), 42 * 365
LAPSE_DAYS = 3650
"""Lapses are known for ten years ahead."""


def guards(scale: Scale, campuses: pl.DataFrame) -> pl.DataFrame:
    """Every guard: ``guard``, ``campus`` and the day ``hired``."""
    near = parent_of(pl.col("guard"), scale.guards, scale.campuses) + drawn("guard", 31, SPREAD) - SPREAD // 2
    later = drawn("guard", 32, 100) < HIRED_LATER
    day = pl.when(later).then(day_after(BEGIN, drawn("guard", 33, DAYS))).otherwise(pl.lit(BEGIN))
    return (
        numbered(scale.guards, "guard").with_columns(campus=near.clip(1, scale.campuses))
        .join(campuses.select("campus", "begins"), on="campus", maintain_order="left")
        .select("guard", "campus", hired=pl.max_horizontal(day, "begins"))
    )  # fmt: skip


def people(known: pl.DataFrame, sealed: object) -> pl.DataFrame:
    """The guards themselves; ``sealed`` stands in every sealed column."""
    serial = pl.col("guard").cast(pl.String)
    return known.select(
        id="guard",
        sex=pl.when(drawn("guard", 34, 10) < 9).then(pl.lit(Sex.MALE.value)).otherwise(pl.lit(Sex.FEMALE.value)),  # noqa: PLR2004
        birth_date=day_after(BORN_FIRST, drawn("guard", 35, BORN_DAYS)),
        key_wrapped=pl.lit(sealed), id_sealed=pl.lit(sealed), phone_sealed=pl.lit(sealed),
        id_masked=pl.lit("9999**********0000"), id_index=serial.str.zfill(64), posting=pl.lit(1, pl.Int64),
    )  # fmt: skip


def profiles(known: pl.DataFrame) -> pl.DataFrame:
    """Names and schooling."""
    return known.select(
        guard_id="guard", valid_from="hired", name=pl.concat_str(pl.lit("演示"), pl.col("guard").cast(pl.String)),
        initials=pl.lit("ys"), schooling=pl.lit(Schooling.JUNIOR.value), posting=pl.lit(1, pl.Int64),
    )  # fmt: skip


def posts(known: pl.DataFrame) -> pl.DataFrame:
    """Hired, sometimes promoted from part-time to full-time, one in five gone again."""
    draw = drawn("guard", 36, 100)
    part = pl.lit(Engagement.PART_TIME.value)
    full = pl.lit(Engagement.FULL_TIME.value)
    began = known.with_columns(
        valid_from="hired", engagement=pl.when(draw < 2 * PROMOTED).then(part).otherwise(full),
        reason=pl.lit(LeavingReason.NONE.value),
    )  # fmt: skip
    promoted = began.filter(draw < PROMOTED).with_columns(
        valid_from=day_after(pl.col("hired"), 20 + drawn("guard", 37, 200)), engagement=full
    )
    gone = began.filter(drawn("guard", 38, 100) < LEFT).with_columns(
        valid_from=day_after(pl.col("hired"), 230 + drawn("guard", 39, DAYS)),
        engagement=pl.lit(Engagement.ENDED.value), reason=pl.lit(LeavingReason.RESIGNED.value),
    )  # fmt: skip
    told = pl.concat([began, promoted, gone]).filter(pl.col("valid_from") <= pl.lit(END))
    sources = dict(enumerate(source.value for source in HiringSource))
    rows = told.select(
        "valid_from", "engagement", "reason", guard_id="guard", campus_id="campus",
        source=drawn("guard", 40, len(sources)).replace_strict(sources, return_dtype=pl.String),
        point=pl.col("guard") * 8 + pl.col("engagement").rank("dense").cast(pl.Int64),
    )  # fmt: skip
    return recorded(rows, "point", late=LATE).drop("point")


def certificates(known: pl.DataFrame) -> pl.DataFrame:
    """Two in three hold one; renewed, lapsing on a day known years ahead, or revoked."""
    holding = known.filter(drawn("guard", 41, 100) < HOLDS)
    issued = holding.with_columns(valid_from=day_after(date(2012, 1, 1), drawn("guard", 42, 3200)), turn=pl.lit(1))
    renewed = issued.filter(drawn("guard", 43, 100) < RENEWS).with_columns(
        valid_from=day_after(pl.col("valid_from"), 200 + drawn("guard", 44, 1000)), turn=pl.lit(2)
    )
    revoked = issued.filter(drawn("guard", 45, 100) < REVOKED).with_columns(
        valid_from=day_after(BEGIN, drawn("guard", 46, DAYS)), turn=pl.lit(3)
    )
    lapsing = issued.filter(drawn("guard", 47, 100) < LAPSES).with_columns(
        valid_from=day_after(END, 1 + drawn("guard", 48, LAPSE_DAYS)), turn=pl.lit(4)
    )
    held, state = CertificateState.HELD.value, {3: CertificateState.REVOKED.value, 4: CertificateState.LAPSED.value}
    rows = pl.concat([issued, renewed, revoked, lapsing]).unique(["guard", "valid_from"], keep="first").select(
        "valid_from", guard_id="guard", state=pl.col("turn").replace_strict(state, default=held),
        number=pl.concat_str(pl.lit("演"), "guard", pl.lit("-"), "turn"), point=pl.col("guard") * 8 + pl.col("turn"),
    )  # fmt: skip
    return recorded(rows.sort("point"), "point", late=LATE).drop("point")
