"""The grammar of a rule's ``posts``: from the values of a rule file to nodes.

    2                                                            a fixed number
    { by = "persons", tiers = [{ from = 0, posts = … }, …] }     the tier in which a count lies; `over` for "more than"
    { steps = "students", over = 1000, size = 500, each = 1 }    so many for every step above a bound
    { ratio = "persons", each = 4, per = 1000 }                  so many in proportion
    { sum = […] }   { max = […] }   { min = […] }                combined

Steps and ratios may say their own ``rounding``; otherwise the rule set's applies.
"""

from __future__ import annotations

from gatehouse.norms.rules.table import Table
from gatehouse.norms.types import (
    Combination,
    Combine,
    Constant,
    Node,
    Quantity,
    Ratio,
    Rounding,
    Steps,
    Tier,
    Tiers,
)

FORMS = ("tiers", "steps", "ratio", *Combine)


def node(parent: Table, key: str, value: object, rounding: Rounding) -> Node:
    """The node that ``value``, found at ``key`` of ``parent``, describes; raise RuleSetError when it is none."""
    if not isinstance(value, dict):
        return Constant(parent.checked_whole(key, value, 0))
    table = parent.sub(key, value)
    match [form for form in FORMS if form in table.values]:
        case ["tiers"]:
            return _tiers(table, rounding)
        case ["steps"]:
            return _steps(table, rounding)
        case ["ratio"]:
            return _ratio(table, rounding)
        case [how]:
            return _combination(table, Combine(how), rounding)
        case found:
            raise table.fault(text=f"must hold exactly one of: {', '.join(FORMS)}; not {len(found)} of them")


def _tiers(table: Table, rounding: Rounding) -> Tiers:
    table.allow("by", "tiers")
    tiers: list[Tier] = []
    for index, value in enumerate(table.items("tiers")):
        row = table.sub(f"tiers[{index}]", value)
        tier = _tier(row, rounding)
        if not tiers and tier.lowest != 0:
            raise row.fault(text="the first tier must begin with from = 0")
        if tiers and tier.lowest <= tiers[-1].lowest:
            raise row.fault(text="must begin above the tier before it")
        tiers.append(tier)
    return Tiers(table.choice("by", Quantity), tuple(tiers))


def _tier(row: Table, rounding: Rounding) -> Tier:
    row.allow("from", "over", "posts")
    if ("from" in row.values) == ("over" in row.values):
        raise row.fault(text="must begin with either from or over")
    key = "from" if "from" in row.values else "over"
    return Tier(row.whole(key), key == "from", node(row, "posts", row.value("posts"), rounding))


def _steps(table: Table, rounding: Rounding) -> Steps:
    table.allow("steps", "over", "size", "each", "rounding")
    return Steps(
        base=table.choice("steps", Quantity),
        over=table.whole("over", default=0),
        size=table.whole("size", least=1),
        each=table.whole("each", least=1, default=1),
        rounding=table.choice("rounding", Rounding, rounding),
    )


def _ratio(table: Table, rounding: Rounding) -> Ratio:
    table.allow("ratio", "each", "per", "rounding")
    return Ratio(
        base=table.choice("ratio", Quantity),
        each=table.whole("each", least=1),
        per=table.whole("per", least=1),
        rounding=table.choice("rounding", Rounding, rounding),
    )


def _combination(table: Table, how: Combine, rounding: Rounding) -> Combination:
    table.allow(how)
    parts = [node(table, f"{how}[{index}]", value, rounding) for index, value in enumerate(table.items(how))]
    return Combination(how, tuple(parts))
