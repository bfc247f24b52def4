"""What `gatehouse explain` tells, line by line and in both languages, and the figures around a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypedDict

from click.testing import CliRunner
from django.utils import translation

from gatehouse.accounts.types import EVERYTHING
from gatehouse.config.cli import cli
from gatehouse.foundation.models import Posting
from gatehouse.standing.queries import Question, sums
from gatehouse.standing.types import NOTHING, Amounts
from gatehouse.territory.types import Line, UnitOn
from gatehouse.web.presenters import instant_text

EVE = timedelta(days=1)


class Recorded(TypedDict):
    """By which posting several lines were recorded."""

    posting: int
    act: tuple[str, str]


class Said(Recorded):
    """What several lines have in common."""

    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Expected:
    """One line in both languages: day and sentence, notes, the posting with its act, and the row of a workbook."""

    day: date
    en: str
    zh: str
    notes: tuple[tuple[str, str], ...] = ()
    posting: int | None = None
    act: tuple[str, str] = ("", "")
    place: tuple[str, ...] = ()

    def line(self, language: str) -> str:
        """The line as it should stand."""
        english = language == "en"
        details = [note[0 if english else 1] for note in self.notes]
        if self.posting is not None:
            recorded = instant_text(Posting.objects.get(pk=self.posting).recorded_at)
            details.append(
                f"posting no. {self.posting} ({self.act[0]}), recorded {recorded} by clerk"
                if english
                else f"第 {self.posting} 号入账（{self.act[1]}），{recorded} 由clerk登记"
            )
        details += [self.place[0 if english else 1]] if self.place else []
        said = ("; " if english else "；").join(details)
        return f"{self.day}  {self.en if english else self.zh}" + (f" [{said}]" if said else "")


@dataclass(frozen=True)
class Narrator:
    """Asks for stories as of a day."""

    on: date
    extra: tuple[str, ...] = field(default=())

    def tells(self, *words: str, language: str) -> str:
        """Everything that `gatehouse explain` prints."""
        with translation.override(language):
            done = CliRunner().invoke(cli, ["explain", *words, "--as-of", self.on.isoformat(), *self.extra])
        assert done.exit_code == 0, done.output
        return done.stdout

    def check(self, campus: int, *expected: Expected, ahead: bool = False) -> None:
        """These lines stand in a campus's story, in this order, before or behind the words "known ahead"."""
        self.check_words(str(campus), *expected, ahead=ahead)

    def check_words(self, words: str, *expected: Expected, ahead: bool = False) -> None:
        """The same for whatever `explain` is asked for."""
        for language, border in (("en", "Known ahead of this day"), ("zh-hans", "该日之后已知的变动")):
            past, _, future = self.tells(*words.split(), language=language).partition(border)
            lines = (future if ahead else past).splitlines()
            wanted = [item.line(language) for item in expected]
            for line in wanted:
                assert line in lines, "\n".join([line, *lines])
            places = [lines.index(line) for line in wanted]
            assert places == sorted(places)


def newest() -> int:
    """The number of the last posting."""
    return Posting.objects.latest("pk").pk


def figures(unit: UnitOn, day: date, *, posting: int | None = None, line: Line | None = None) -> Amounts:
    """What a unit amounts to on a day, as known now or after a posting; by the branch it had when looked up."""
    found = sums(Question(line or unit.line, unit.branch, unit.level, day, posting), EVERYTHING)
    total = NOTHING
    for strata in found.values():
        for amounts in strata.values():
            total = total.plus(amounts)
    return total
