"""What guard rows add to what the register already says of each guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gatehouse.census.services.planning import GuardRow
from gatehouse.census.types import Counts
from gatehouse.foundation.posting import OpenPosting
from gatehouse.guards import services as guards
from gatehouse.guards.queries import Known
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, Schooling


@dataclass(frozen=True, slots=True)
class Served:
    """A guard row with the keys of its guard, campus and company."""

    item: GuardRow
    guard_id: int
    campus_id: int
    company_id: int | None
    source_row_id: int | None


class GuardReports:
    """Collects the reports of many rows; the first row that speaks of a subject is the one that counts.

    A guard not known yet serves from the day on which the row says they started; of a guard already known, a row
    says how things are on the reference day.
    """

    def __init__(self, known: Known, reference_day: date) -> None:
        """Start with what the register says of the guards already known; it learns what is written."""
        self._day = reference_day
        self._known = known
        self._posts: dict[tuple[int, int], guards.PostReport] = {}
        self._profiles: dict[int, guards.ProfileReport] = {}
        self._certificates: dict[int, guards.CertificateReport] = {}

    def add(self, served: Served) -> None:
        """Take one row's reports."""
        post = self._post(served)
        self._posts.setdefault((served.guard_id, served.campus_id), post)
        self._profiles.setdefault(served.guard_id, self._profile(served, post.valid_from))
        certificate = self._certificate(served)
        if certificate is not None:
            self._certificates.setdefault(served.guard_id, certificate)

    def write(self, p: OpenPosting, served: Sequence[Served]) -> Counts:
        """Write all reports and count how the rows fared."""
        new = {subject for subject in self._posts if not self._known.posts.has(subject)}
        posts = guards.record_posts(self._posts.values(), by=p.by, at=p.at, known=self._known)
        profiles = guards.record_profiles(self._profiles.values(), by=p.by, at=p.at, known=self._known)
        certificates = guards.record_certificates(self._certificates.values(), by=p.by, at=p.at, known=self._known)
        people = {guard_id for outcome in (profiles, certificates) for (guard_id,) in outcome.changed}
        counts = Counts()
        for one in served:
            subject = (one.guard_id, one.campus_id)
            if subject in new:
                counts.created += 1
            elif subject in posts.changed or one.guard_id in people:
                counts.updated += 1
            else:
                counts.unchanged += 1
        return counts

    def _post(self, served: Served) -> guards.PostReport:
        cells, subject = served.item.cells, (served.guard_id, served.campus_id)
        started = cells["started_on"] or self._day
        if self._known.posts.has(subject):
            started = max(started, self._day)
        return guards.PostReport(
            served.guard_id, served.campus_id, started,
            Engagement(cells["engagement"]), HiringSource(cells["source"]), served.company_id,
            source_row_id=served.source_row_id,
        )  # fmt: skip

    def _profile(self, served: Served, started: date) -> guards.ProfileReport:
        """A blank schooling says nothing new."""
        known = self._known.profiles.on((served.guard_id,), self._day)
        told = served.item.cells["schooling"]
        schooling = Schooling(told) if told else Schooling(known[1]) if known else Schooling.UNKNOWN
        day = self._day if known else min(started, self._day)
        return guards.ProfileReport(served.guard_id, day, served.item.cells["name"], schooling, served.source_row_id)

    def _certificate(self, served: Served) -> guards.CertificateReport | None:
        """A blank says nothing; "no" ends what was held; "yes" without a number keeps the number known."""
        cells = served.item.cells
        known = self._known.certificates.on((served.guard_id,), self._day)
        holds = known is not None and known[0] == CertificateState.HELD
        number = cells["certificate_number"] or ""
        if cells["certified"] is False and not number:
            if not holds:
                return None
            return guards.CertificateReport(
                served.guard_id, self._day, CertificateState.NONE, source_row_id=served.source_row_id
            )
        if not cells["certified"] and not number:
            return None
        if known is not None and holds:
            number = number or known[1]
        day = cells["certificate_issued_on"] or self._day
        if self._known.certificates.has((served.guard_id,)):
            day = max(day, self._day)
        return guards.CertificateReport(served.guard_id, day, CertificateState.HELD, number, served.source_row_id)
