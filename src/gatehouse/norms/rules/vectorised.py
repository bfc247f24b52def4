"""The interpreter for whole columns: the same numbers as the one for a single campus, without the working."""

from __future__ import annotations

from functools import reduce
from typing import assert_never

import polars as pl

from gatehouse.norms.types import (
    Combination,
    Combine,
    Constant,
    Node,
    Quantity,
    Ratio,
    Rounding,
    RuleSet,
    Steps,
    Tiers,
)

_COUNTED = (Quantity.STUDENTS, Quantity.STAFF, Quantity.BOARDERS)


def required_expression(rule_set: RuleSet) -> pl.Expr:
    """The required number of full-time guards, a column ``required`` of Int64.

    It reads the integer columns ``students``, ``staff`` and ``boarders``, none of them negative; where one of them is
    null the result is null.
    """
    inputs = {quantity: pl.col(quantity.value).cast(pl.Int64) for quantity in _COUNTED}
    known = pl.all_horizontal(column.is_not_null() for column in inputs.values())
    inputs[Quantity.PERSONS] = inputs[Quantity.STUDENTS] + inputs[Quantity.STAFF]
    required = _combined(rule_set.combine, [_posts(rule.posts, inputs) for rule in rule_set.rules])
    return pl.when(known).then(required).alias("required")


def _posts(node: Node, inputs: dict[Quantity, pl.Expr]) -> pl.Expr:
    match node:
        case Constant():
            return pl.lit(node.posts, pl.Int64)
        case Tiers():
            return _tiers(node, inputs)
        case Steps():
            above = (inputs[node.base] - node.over).clip(lower_bound=0)
            return _quotient(above, node.size, node.rounding) * node.each
        case Ratio():
            return _quotient(inputs[node.base] * node.each, node.per, node.rounding)
        case Combination():
            return _combined(node.how, [_posts(part, inputs) for part in node.parts])
        case _:
            assert_never(node)


def _tiers(node: Tiers, inputs: dict[Quantity, pl.Expr]) -> pl.Expr:
    first, *later = node.tiers
    posts = _posts(first.posts, inputs)
    for tier in later:
        posts = pl.when(inputs[node.base] >= tier.lowest).then(_posts(tier.posts, inputs)).otherwise(posts)
    return posts


def _quotient(amount: pl.Expr, size: int, rounding: Rounding) -> pl.Expr:
    match rounding:
        case Rounding.FLOOR:
            return amount // size
        case Rounding.CEILING:
            return (amount + (size - 1)) // size
        case Rounding.NEAREST:
            return (amount * 2 + size) // (2 * size)
        case _:
            assert_never(rounding)


def _combined(how: Combine, posts: list[pl.Expr]) -> pl.Expr:
    match how:
        case Combine.MAX:
            return pl.max_horizontal(posts)
        case Combine.SUM:
            return reduce(pl.Expr.__add__, posts)
        case Combine.MIN:
            return pl.min_horizontal(posts)
        case _:
            assert_never(how)
