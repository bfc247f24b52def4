"""The journal is a chain: whoever changes, removes or slips in an entry is found."""

from __future__ import annotations

import pytest

from gatehouse.foundation import journal
from gatehouse.foundation.journal import BrokenChain
from gatehouse.foundation.models import JournalEntry
from gatehouse.foundation.posting import journalled
from gatehouse.kernel.actor import Actor
from tests.kit.register import CLERK, at

NOON = at("2020-11-20", "12:00")


@pytest.fixture
def entries(db: None) -> list[JournalEntry]:  # noqa: ARG001 - asks for the database
    """A chain of five."""
    for number in range(5):
        with journalled(by=Actor(7, "OFFICER"), at=NOON, act=f"test.{number}", details={"数": number, "b": None}):
            pass
    return list(JournalEntry.objects.order_by("pk"))


def broken_entry() -> int | None:
    broken = journal.verify()[1]
    return broken.entry if broken else None


def test_empty_journal_holds(db: None) -> None:  # noqa: ARG001 - asks for the database
    assert journal.verify() == (0, None)


def test_untouched_chain_holds(entries: list[JournalEntry]) -> None:
    assert journal.verify() == (5, None)
    assert [entry.previous for entry in entries] == [journal.GENESIS, *(entry.digest for entry in entries[:-1])]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", at("2020-11-20", "12:01")),
        ("by_account", 8),
        ("by_label", "CLERK"),
        ("act", "test.other"),
        ("details", {"数": 99}),
        ("algorithm", "none"),
        ("digest", "f" * 64),
    ],
)
def test_changed_entry_is_found(entries: list[JournalEntry], column: str, value: object) -> None:
    JournalEntry.objects.filter(pk=entries[2].pk).update(**{column: value})
    assert broken_entry() == entries[2].pk


def test_entry_rewritten_with_a_right_digest_is_found_at_the_next(entries: list[JournalEntry]) -> None:
    entries[2].act = "test.forged"
    entries[2].digest = journal.digest_of(entries[2])
    entries[2].save()
    assert journal.verify() == (3, BrokenChain(entries[3].pk, "does not follow the entry before it"))


def test_removed_entry_is_found(entries: list[JournalEntry]) -> None:
    entries[2].delete()
    assert broken_entry() == entries[3].pk


def test_removed_first_entry_is_found(entries: list[JournalEntry]) -> None:
    entries[0].delete()
    assert broken_entry() == entries[1].pk


def test_entries_that_changed_places_are_found(entries: list[JournalEntry]) -> None:
    first, second = entries[1:3]
    JournalEntry.objects.filter(pk__in=[first.pk, second.pk]).delete()
    first.pk, second.pk = second.pk, first.pk
    first.save(force_insert=True)
    second.save(force_insert=True)
    assert broken_entry() == second.pk


def test_look_up_is_journalled_without_a_posting(db: None) -> None:  # noqa: ARG001 - asks for the database
    with journalled(by=CLERK, at=NOON, act="guards.unmask", details={"purpose": "vetting"}):
        pass
    entry = JournalEntry.objects.get()
    assert (entry.posting_id, entry.act, entry.details) == (None, "guards.unmask", {"purpose": "vetting"})
