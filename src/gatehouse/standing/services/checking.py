"""The self-check: recompute what is derived from the facts, and name the first thing that differs.

Nothing here trusts what was derived: facts are told again from what each posting said, trees compared with their
parents, places with the trees, standing and findings with a fresh judgement of every campus's facts – as known now and
as known after every posting that changed it –, totals with the sum of all standing, statements with their digests, the
journal with its own and the postings with the journal.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from gatehouse.campuses.models import Campus
from gatehouse.foundation import bulk, journal
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import unchanging
from gatehouse.norms import queries as norms
from gatehouse.standing import facts
from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.queries import live_rows
from gatehouse.standing.rules import TotalKey, differences, timeline, total_differences
from gatehouse.standing.services.ground import prove_places, prove_trees
from gatehouse.standing.services.proof import Fault, Proof, Prove, further
from gatehouse.standing.services.proving import prove_statements
from gatehouse.standing.services.recordings import prove_facts, prove_recordings
from gatehouse.standing.types import AMOUNTS, NOTHING, Amounts

CAMPUSES_AT_ONCE = 2000


def self_check() -> Iterator[Proof]:
    """Prove everything derived, as of one moment, part after part."""
    parts: dict[str, Prove] = {
        "facts": prove_facts,
        "trees": prove_trees,
        "places": prove_places,
        "standing": _standing,
        "recordings": prove_recordings,
        "totals": _totals,
        **further,
        "statements": prove_statements,
        "journal": _journal,
    }
    with unchanging():
        for part, prove in parts.items():
            compared, fault = prove()
            yield Proof(part, compared, fault)


def _standing() -> tuple[int, Fault | None]:
    """Every campus's live rows are what its facts amount to now.

    While a published norm rolls, a campus that it has not reached may stand as the norms were before.
    """
    epochs = facts.epochs()
    rolling = norms.rolling()
    earlier = [facts.epochs(posting) for posting in rolling.states] if rolling else []
    compared = 0
    for some in bulk.chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
        kept = live_rows(some)
        for campus, known in facts.facts_of(some).items():
            expected, found = set(timeline(known, epochs)), kept.get(campus, {})
            if rolling and campus >= rolling.next_campus:
                stands = (set(timeline(known, item)) for item in earlier)
                expected = next((item for item in stands if item == found.keys()), expected)
            compared += len(expected)
            missing, extra = expected - found.keys(), found.keys() - expected
            if missing or extra:
                first = min((*missing, *extra), key=lambda item: item.valid_from)
                row = StandingRow.objects.filter(pk=found[first]).first() if first in found else None
                what = "missing" if first in missing else "not what the facts amount to"
                return compared, Fault(
                    f"campus {campus}", f"standing from {first.valid_from} is {what}", row.posting_id if row else None
                )
    return compared, None


def _totals() -> tuple[int, Fault | None]:
    """Every kept total is the sum of the standing behind it."""
    expected: dict[TotalKey, Amounts] = {}
    for some in bulk.chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
        changes = [change for found in live_rows(some).values() for change in differences((), found)]
        for key, amounts in total_differences(changes).items():
            expected[key] = expected.get(key, NOTHING).plus(amounts)
    compared = 0
    rows = UnitTotal.objects.order_by("line", "depth", "path", "bucket", "stratum")
    for line, depth, path, stratum, bucket, *amounts in rows.values_list(
        "line", "depth", "path", "stratum", "bucket", *AMOUNTS
    ).iterator(chunk_size=5000):
        compared += 1
        wanted, found_amounts = expected.pop((line, depth, path, stratum, bucket), NOTHING), Amounts(*amounts)
        if wanted != found_amounts:
            subject = _total_name((line, depth, path, stratum, bucket))
            return compared, Fault(subject, _first_difference(found_amounts, wanted))
    left = next((key for key, amounts in expected.items() if amounts != NOTHING), None)
    return compared, Fault(_total_name(left), "this total is missing") if left else None


def _total_name(key: TotalKey) -> str:
    line, depth, path, stratum, bucket = key
    return f"{line} {path} depth {depth} stratum {stratum} bucket {bucket}"


def _first_difference(found: Amounts, wanted: Amounts) -> str:
    name = next(name for name in AMOUNTS if getattr(found, name) != getattr(wanted, name))
    return f"{name} is {getattr(found, name)}, the standing behind it adds up to {getattr(wanted, name)}"


def _journal() -> tuple[int, Fault | None]:
    """The journal's chain is whole, and every posting stands in it as it is."""
    compared, broken = journal.verify()
    if broken:
        return compared, Fault(f"journal entry {broken.entry}", broken.reason)
    entries = JournalEntry.objects.exclude(posting=None)
    unjournalled = Posting.objects.exclude(pk__in=entries.values("posting")).order_by("pk").first()
    if unjournalled:
        return compared, Fault(f"posting {unjournalled.pk}", "has no journal entry", unjournalled.pk)
    differing = entries.exclude(_SAME_AS_POSTING).order_by("pk").first()
    if differing:
        posting = differing.posting_id
        return compared, Fault(f"posting {posting}", "is not what its journal entry says", posting)
    return compared, None


_SAME_AS_POSTING = Q(
    Q(by_account=F("posting__by_account")) | Q(by_account=None, posting__by_account=None),
    at=F("posting__recorded_at"),
    act=F("posting__act"),
    by_label=F("posting__by_label"),
)
