"""The example of docs/register.md: what its picture shows is what the product says."""

from __future__ import annotations

from datetime import date, datetime

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.services import record_head_count
from gatehouse.foundation.posting import posting
from gatehouse.guards.services import (
    CertificateReport,
    Person,
    PostReport,
    record_certificates,
    record_posts,
    register_guards,
    revoke_certificate,
)
from gatehouse.guards.types import CertificateState, Engagement, HiringSource
from gatehouse.kernel.identifiers import resident_id
from gatehouse.standing.models import UnitTotal
from gatehouse.standing.queries import Question, last_posting, sums
from gatehouse.territory.types import Level, Line
from tests.kit.places import CITY, Places
from tests.kit.register import CLERK, Register, at, resident_number

NOV_1, NOV_11, NOV_15, NOV_20 = (date(2020, 11, day) for day in (1, 11, 15, 20))


def hire(campus: int, serial: int, on: date, recorded: datetime) -> int:
    person = Person(resident_id(resident_number(date(1975, 3, 2), serial)))
    with posting(by=CLERK, at=recorded, act="guards.hire"):
        (guard,) = register_guards([person], by=CLERK, at=recorded)
        post = PostReport(guard, campus, on, Engagement.FULL_TIME, HiringSource.COMPANY)
        record_posts([post], by=CLERK, at=recorded)
        record_certificates([CertificateReport(guard, on, CertificateState.HELD)], by=CLERK, at=recorded)
    return guard


def test_picture_of_the_register_is_true(register: Register, places: Places) -> None:
    campus = register.campus(counts=(500, 40, 0), recorded=at("2020-11-05"))
    hire(campus, 1, NOV_1, at("2020-11-05"))
    second = hire(campus, 2, NOV_11, at("2020-12-02"))
    revoke_certificate(second, on=NOV_20, state=CertificateState.REVOKED, by=CLERK, at=at("2020-12-20"))
    record_head_count(campus, on=NOV_1, students=1600, staff=40, boarders=0, by=CLERK, at=at("2021-01-08"))

    city = places.police(CITY)

    def seen(day: date, recorded: str | None = None) -> tuple[int, ...]:
        moment = last_posting(at(recorded)) if recorded else None
        found = sums(Question(Line.POLICE, city.branch, Level.CITY, day, moment), EVERYTHING)
        (amounts,) = found[city.path].values()
        return amounts.required, amounts.full_time, amounts.certified, amounts.gap

    assert [seen(day, "2020-11-30") for day in (NOV_1, NOV_11, NOV_20)] == [(2, 1, 1, 1)] * 3
    assert [seen(day, "2020-12-31") for day in (NOV_1, NOV_11, NOV_20)] == [(2, 1, 1, 1), (2, 2, 2, 0), (2, 2, 1, 0)]
    assert [seen(day) for day in (NOV_1, NOV_11, NOV_20)] == [(3, 1, 1, 2), (3, 2, 2, 1), (3, 2, 1, 1)]
    assert seen(NOV_15)[-1] == 1

    kept = UnitTotal.objects.filter(line=Line.POLICE, path=city.path)
    buckets = dict(kept.values_list("bucket", "gap"))
    assert [buckets.get(bucket, 0) for bucket in (2019, 2020, 202010, 202011)] == [0, 1, 0, 1]
    assert [buckets.get(bucket, 0) for bucket in (20201101, 20201111, 20201120)] == [2, -1, 0]
