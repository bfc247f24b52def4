"""The interpreter for one campus: the number of posts together with its working."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from gatehouse.norms.types import (
    Combination,
    Combine,
    Constant,
    HeadCounts,
    Judgement,
    Node,
    Ratio,
    ReasonLine,
    Rounding,
    RuleSet,
    Steps,
    Tiers,
    Working,
    WorkingCode,
)


def judge(rule_set: RuleSet, counts: HeadCounts) -> Judgement:
    """How many full-time guards ``rule_set`` requires of a campus of this size, one line a rule."""
    workings = [_work(rule.posts, counts) for rule in rule_set.rules]
    required = _combined(rule_set.combine, [working.posts for working in workings])
    lines = [
        ReasonLine(rule, working, decisive=_is_decisive(rule_set.combine, working.posts, required))
        for rule, working in zip(rule_set.rules, workings, strict=True)
    ]
    return Judgement(rule_set, counts, required, tuple(lines))


def _is_decisive(combine: Combine, posts: int, required: int) -> bool:
    return posts > 0 and (combine is Combine.SUM or posts == required)


def _work(node: Node, counts: HeadCounts) -> Working:
    match node:
        case Constant():
            return Working(WorkingCode.CONSTANT, node.posts)
        case Tiers():
            return _work_tiers(node, counts)
        case Steps():
            return _work_steps(node, counts)
        case Ratio():
            return _work_ratio(node, counts)
        case Combination():
            parts = tuple(_work(part, counts) for part in node.parts)
            posts = _combined(node.how, [part.posts for part in parts])
            return Working(WorkingCode[node.how.name], posts, parts=parts)
        case _:
            assert_never(node)


def _work_tiers(node: Tiers, counts: HeadCounts) -> Working:
    count = counts.of(node.base)
    index = max(index for index, tier in enumerate(node.tiers) if tier.lowest <= count)
    tier = node.tiers[index]
    params: dict[str, int | str] = {"base": node.base.value, "count": count}
    if index > 0:
        params["from" if tier.included else "over"] = tier.bound
    if index + 1 < len(node.tiers):
        following = node.tiers[index + 1]
        params["below" if following.included else "up_to"] = following.bound
    inner = _work(tier.posts, counts)
    return Working(WorkingCode.TIER, inner.posts, params, (inner,))


def _work_steps(node: Steps, counts: HeadCounts) -> Working:
    count = counts.of(node.base)
    steps = _quotient(max(count - node.over, 0), node.size, node.rounding)
    params: dict[str, int | str] = {
        "base": node.base.value,
        "count": count,
        "over": node.over,
        "size": node.size,
        "each": node.each,
        "steps": steps,
        "rounding": node.rounding.value,
    }
    return Working(WorkingCode.STEPS, node.each * steps, params)


def _work_ratio(node: Ratio, counts: HeadCounts) -> Working:
    count = counts.of(node.base)
    params: dict[str, int | str] = {
        "base": node.base.value,
        "count": count,
        "each": node.each,
        "per": node.per,
        "rounding": node.rounding.value,
    }
    return Working(WorkingCode.RATIO, _quotient(count * node.each, node.per, node.rounding), params)


def _quotient(amount: int, size: int, rounding: Rounding) -> int:
    match rounding:
        case Rounding.FLOOR:
            return amount // size
        case Rounding.CEILING:
            return -(-amount // size)
        case Rounding.NEAREST:
            return (2 * amount + size) // (2 * size)
        case _:
            assert_never(rounding)


def _combined(how: Combine, posts: Iterable[int]) -> int:
    match how:
        case Combine.MAX:
            return max(posts)
        case Combine.SUM:
            return sum(posts)
        case Combine.MIN:
            return min(posts)
        case _:
            assert_never(how)
