"""A whole judgement in the reader's language, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gatehouse.norms.presenters.bases import ExplainedBasis, explained_basis, localised
from gatehouse.norms.presenters.workings import guards, phrase
from gatehouse.norms.types import Combine, Judgement, ReasonLine, RuleSet, Severity, WorkingCode


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """What one rule demands, ready to print."""

    title: str
    sentence: str
    posts: int
    decisive: bool
    severity: Severity
    bases: tuple[ExplainedBasis, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A judgement ready to print: the rule set's name, one line a rule, and what they come to."""

    rule_set: str
    required: int
    lines: tuple[ExplainedLine, ...]
    conclusion: str


def explanation(judgement: Judgement) -> Explanation:
    """A judgement in the reader's language."""
    return Explanation(
        rule_set=rule_set_title(judgement.rule_set),
        required=judgement.required,
        lines=tuple(_explained(line) for line in judgement.lines),
        conclusion=conclusion_sentence(judgement),
    )


def rule_set_title(rule_set: RuleSet) -> str:
    """The name of a rule set."""
    return localised(rule_set.title)


def line_sentence(line: ReasonLine) -> str:
    """How a rule came to its number; the result closes the sentence unless it stands there as a fixed number."""
    sentence = phrase(line.working)
    inner = line.working
    while inner.code is WorkingCode.TIER:
        (inner,) = inner.parts
    if inner.code is WorkingCode.CONSTANT:
        return sentence
    return _("%(sentence)s = %(posts)s") % {"sentence": sentence, "posts": guards(line.posts)}


def conclusion_sentence(judgement: Judgement) -> str:
    """What the lines of a judgement come to."""
    places = {"posts": guards(judgement.required)}
    if len(judgement.lines) == 1:
        return _("Required: %(posts)s") % places
    if judgement.rule_set.combine is Combine.SUM:
        return _("Added up, required: %(posts)s") % places
    return _("The largest counts, required: %(posts)s") % places


def _explained(line: ReasonLine) -> ExplainedLine:
    return ExplainedLine(
        title=localised(line.rule.title),
        sentence=line_sentence(line),
        posts=line.posts,
        decisive=line.decisive,
        severity=line.rule.severity,
        bases=tuple(explained_basis(basis) for basis in line.basis),
    )
