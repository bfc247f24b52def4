"""A campus's standing in words: every computed number with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gatehouse.foundation.models import ChangePoint
from gatehouse.norms import presenters as norms
from gatehouse.standing.presenters.acts import act_name
from gatehouse.standing.queries import CampusFile
from gatehouse.standing.types import Amounts


@dataclass(frozen=True, slots=True)
class Number:
    """One computed number: its name, its value, and the sentence that explains it."""

    key: str
    label: str
    value: int
    reason: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """A campus's standing ready to print; ``numbers`` is empty when it has none on that day."""

    file: CampusFile
    name: str
    norm: norms.Explanation | None
    numbers: tuple[Number, ...]


def explained(file: CampusFile) -> Explained:
    """A campus's standing in the reader's language."""
    return Explained(
        file=file,
        name=file.profile.name if file.profile else "",
        norm=norms.explanation(file.judgement) if file.judgement else None,
        numbers=_numbers(file.stretch.amounts) if file.stretch else (),
    )


def _numbers(amounts: Amounts) -> tuple[Number, ...]:
    counts = amounts._asdict()
    return (
        Number("required", _("Required"), amounts.required, _("What the norm in force demands of the head count.")),
        Number(
            "full_time", _("Full-time guards"), amounts.full_time,
            _("Guards who serve here full-time on this day; %(part_time)d more serve part-time.") % counts,
        ),
        Number(
            "certified", _("Certified"), amounts.certified,
            _("Of the full-time guards, those who hold a guard certificate on this day."),
            alarm=amounts.certified < amounts.full_time,
        ),
        Number(
            "gap", _("Gap"), amounts.gap,
            _("Required %(required)d, full-time %(full_time)d: %(gap)d missing.") % counts, alarm=amounts.gap > 0,
        ),
        Number("surplus", _("Surplus"), amounts.surplus, _("Full-time guards beyond what is required.")),
    )  # fmt: skip


def as_text(item: Explained) -> str:
    """For a terminal."""
    file = item.file
    lines = [f"{item.name}  {file.day.isoformat()}"]
    lines += [f"{file.police_unit.name} · {file.education_unit.name}", ""]
    if file.stretch is None:
        return "\n".join([*lines, _("No standing on this day: the campus is not in operation or not reported yet.")])
    if file.head_count:
        counts = {
            "students": file.head_count.students, "staff": file.head_count.staff, "boarders": file.head_count.boarders,
        }  # fmt: skip
        lines.append(_("Students %(students)d, staff %(staff)d, boarders %(boarders)d") % counts)
    lines += [f"{number.label}: {number.value}  –  {number.reason}" for number in item.numbers]
    if item.norm:
        lines += ["", item.norm.rule_set]
        for line in item.norm.lines:
            lines.append(f"{'▸' if line.decisive else ' '} {line.title}: {line.sentence}")
            lines += [f"    {basis.sentence} {basis.validity}" for basis in line.bases]
        lines.append(item.norm.conclusion)
    lines += ["", *dict.fromkeys(_source_text(fact) for fact in _facts(file).values())]
    return "\n".join(lines)


def _facts(file: CampusFile) -> dict[str, ChangePoint]:
    """The facts behind a standing, by name."""
    facts = {"profile": file.profile, "place": file.place, "head_count": file.head_count}
    return {name: fact for name, fact in facts.items() if fact is not None}


def _source_text(fact: ChangePoint) -> str:
    row = fact.source_row
    told = {"day": fact.valid_from, "what": act_name(fact.posting.act)}
    if row is None:
        return _("From %(day)s: recorded by %(what)s") % told
    return _("From %(day)s: %(file)s, sheet “%(sheet)s”, row %(row)d") % {
        **told, "file": row.source.file_name, "sheet": row.sheet, "row": row.row,
    }  # fmt: skip


def _source_data(fact: ChangePoint) -> dict[str, Any]:
    row = fact.source_row
    return {
        "valid_from": fact.valid_from.isoformat(),
        "recorded_at": fact.posting.recorded_at.isoformat(),
        "act": fact.posting.act,
        "file": row.source.file_name if row else None,
        "sheet": row.sheet if row else None,
        "row": row.row if row else None,
    }


def as_json(item: Explained) -> dict[str, Any]:
    """For scripts: numbers with reasons, the norm's lines with their legal basis and how sure its source is."""
    file = item.file
    judgement = file.judgement
    return {
        "campus": file.campus_id,
        "name": item.name,
        "school_code": file.profile.school_code if file.profile else "",
        "as_of": file.day.isoformat(),
        "known_after_posting": file.posting,
        "police_unit": file.police_unit.code,
        "education_unit": file.education_unit.code,
        "numbers": [
            {"key": number.key, "label": number.label, "value": number.value, "reason": number.reason}
            for number in item.numbers
        ],
        "amounts": file.stretch.amounts._asdict() if file.stretch else None,
        "norm": item.norm
        and judgement
        and {
            "rule_set": judgement.rule_set.epoch,
            "title": item.norm.rule_set,
            "required": item.norm.required,
            "conclusion": item.norm.conclusion,
            "lines": [
                {
                    "title": line.title,
                    "sentence": line.sentence,
                    "posts": line.posts,
                    "decisive": line.decisive,
                    "legal_basis": [
                        {"sentence": basis.sentence, "validity": basis.validity, "verified": basis.is_verified}
                        for basis in line.bases
                    ],
                }
                for line in item.norm.lines
            ],
        },
        "facts": {name: _source_data(fact) for name, fact in _facts(file).items()},
        "timeline": [
            {
                "valid_from": stretch.valid_from.isoformat(),
                "valid_to": stretch.valid_to.isoformat(),
                **{key: stretch.amounts._asdict()[key] for key in ("required", "full_time", "certified", "gap")},
            }
            for stretch in file.timeline
        ],
    }
