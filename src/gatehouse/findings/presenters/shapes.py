"""Findings for pages, scripts and terminals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.findings.presenters.sentences import ground_sentence, kind_name, sentence, severity_name
from gatehouse.findings.queries import Count, FindingPage, Found, Texts, UnlawfulThen
from gatehouse.findings.types import FindingKind, Interval
from gatehouse.kernel.days import FAR
from gatehouse.norms.presenters import explained_basis
from gatehouse.territory.presenters import unit_name


@dataclass(frozen=True, slots=True)
class ExplainedFinding:
    """A finding ready to print; ``until`` is its last day, empty while no end is known.

    ``guard`` is empty for a finding about the campus; a guard who is not the reader's to see is called just that.
    """

    kind: str
    sentence: str
    ground: str
    severity: str
    blocks: bool
    guard: str
    id_masked: str
    since: str
    begins: str
    until: str


def explained(found: Found) -> ExplainedFinding:
    """A finding in the reader's language."""
    item, person = found.item, found.person
    hidden = _("a guard of another branch") if item.guard_id is not None else ""
    return ExplainedFinding(
        kind=kind_name(item.kind),
        sentence=sentence(item),
        ground=ground_sentence(item.kind),
        severity=severity_name(item.severity),
        blocks=item.severity.value == "BLOCK",
        guard=(person.name or _("guard no. %(number)d") % {"number": person.guard_id}) if person else hidden,
        id_masked=person.id_masked if person else "",
        since=item.since.isoformat(),
        begins=item.valid_from.isoformat(),
        until=_last_day(item),
    )


def _last_day(item: Interval) -> str:
    return "" if item.valid_to == FAR else (item.valid_to - timedelta(days=1)).isoformat()


def found_as_json(found: Found, day: date, texts: Texts) -> dict[str, Any]:
    """One finding for scripts; days are the first and the last, null where no end is known."""
    item, person = found.item, found.person
    said = explained(found)
    return {
        "kind": item.kind.value,
        "severity": item.severity.value,
        "sentence": said.sentence,
        "amount": item.amount,
        "campus": item.campus_id,
        "name": found.campus_name,
        "school_code": found.school_code,
        "guard": person and {"guard": person.guard_id, "name": person.name, "id_masked": person.id_masked},
        "from": said.begins,
        "until": said.until or None,
        "since": said.since,
        "rule_set": item.epoch,
        "posting": found.posting,
        "legal_basis": [
            {"sentence": basis.sentence, "validity": basis.validity, "verified": basis.is_verified}
            for basis in map(explained_basis, texts.of(item, day))
        ],
    }


def _counts_as_json(counts: Mapping[FindingKind, Count]) -> dict[str, Any]:
    return {kind.value: count._asdict() for kind, count in counts.items()}


def page_as_json(page: FindingPage) -> dict[str, Any]:
    """A unit's findings for scripts: counts by kind and by place, and the list."""
    asked, texts = page.question, Texts()
    after = page.next_after
    return {
        "unit": page.unit.code,
        "line": asked.line.value,
        "as_of": asked.as_of.isoformat(),
        "as_recorded": asked.as_recorded.isoformat() if asked.as_recorded else None,
        "ahead": asked.ahead,
        "kind": asked.kind.value if asked.kind else None,
        "counts": _counts_as_json(page.total),
        "places": [
            {"unit": place.code, "name": unit_name(place), "counts": _counts_as_json(counts)}
            for place, counts in page.places
        ],
        "findings": [found_as_json(found, asked.as_of, texts) for found in page.rows],
        "next_after": "-".join(map(str, after)) if after else None,
    }


def unlawful_as_json(posting: int, told: UnlawfulThen) -> dict[str, Any]:
    """What a posting shows to have been wrong before it was recorded, for scripts."""
    texts = Texts()
    return {
        "posting": posting,
        "recorded_on": told.recorded_on.isoformat(),
        "findings": [found_as_json(found, found.item.valid_from, texts) for found in told.rows],
    }


def page_as_text(page: FindingPage) -> str:
    """A unit's findings for a terminal."""
    head = f"{unit_name(page.unit)}  {page.question.as_of.isoformat()}"
    if not page.total:
        return f"{head}\n{_('Nothing is wrong here on this day, as far as the register knows.')}"
    lines = [head, *(f"  {kind_name(kind)}: {count.findings}" for kind, count in page.total.items()), ""]
    return "\n".join([*lines, found_as_text(page.rows)])


def found_as_text(rows: Sequence[Found]) -> str:
    """Some findings for a terminal, one a line."""
    return "\n".join(_line(found) for found in rows)


def _line(found: Found) -> str:
    item = explained(found)
    who = pgettext("between parts", " · ").join(
        part for part in (found.campus_name, item.guard, item.id_masked) if part
    )
    days = _("%(start)s to %(end)s") % {"start": item.begins, "end": item.until or pgettext("finding", "no end known")}
    since = "" if item.since == item.begins else _(", unbroken since %(day)s") % {"day": item.since}
    return f"{days}{since}  {who}  {item.sentence}"
