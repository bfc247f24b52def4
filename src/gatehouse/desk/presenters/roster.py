"""The guards on post at a campus, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gatehouse.census.types import RowKind
from gatehouse.desk.presenters.origins import Origin, Origins
from gatehouse.guards.presenters import certificate_name, engagement_name, sex_name, source_name
from gatehouse.guards.queries import GuardOnPost
from gatehouse.guards.types import CertificateState, Engagement
from gatehouse.kernel.identifiers import Sex
from gatehouse.web.types import Tone

POST = ("campus_name", "school_code", "name", "sex", "id_number", "engagement", "source", "employer", "started_on")
CERTIFICATE = ("certified", "certificate_number", "certificate_issued_on")


@dataclass(frozen=True, slots=True)
class GuardRow:
    """One guard; ``origins`` are those of the post and, when there is one, of the certificate."""

    name: str
    id_masked: str
    sex: str
    age: int
    engagement: str
    source: str
    company: str
    since: str
    certificate: str
    tone: Tone
    number: str
    certified_since: str
    origins: list[tuple[str, Origin]]


def guard_rows(guards: Sequence[GuardOnPost], origins: Origins) -> list[GuardRow]:
    """The rows, in the order of the query."""
    return [_row(guard, origins) for guard in guards]


def _row(guard: GuardOnPost, origins: Origins) -> GuardRow:
    held = guard.certificate
    state = CertificateState(held.state) if held else CertificateState.NONE
    told = [(_("Post"), origins.of(guard.posted, RowKind.GUARD, POST))]
    if held:
        told.append((_("Certificate"), origins.of(held, RowKind.GUARD, CERTIFICATE)))
    return GuardRow(
        name=guard.name,
        id_masked=guard.id_masked,
        sex=sex_name(Sex(guard.sex)),
        age=guard.age,
        engagement=engagement_name(guard.engagement),
        source=source_name(guard.source),
        company=guard.company,
        since=guard.since.isoformat(),
        certificate=certificate_name(state),
        tone=_tone(guard),
        number=guard.certificate_number,
        certified_since=held.valid_from.isoformat() if held and guard.certified else "",
        origins=told,
    )


def _tone(guard: GuardOnPost) -> Tone:
    """An uncertified guard who serves full-time needs a hand; one who serves part-time does not count yet."""
    if guard.certified:
        return Tone.DONE
    return Tone.ALARM if guard.engagement is Engagement.FULL_TIME else Tone.PLAIN
