"""Workbooks into the register: what comes in, what stays out, and what sending again does."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses import queries as campuses
from gatehouse.campuses.models import Campus, CampusProfile
from gatehouse.census.models import WorkbookImport
from gatehouse.census.services import WrongUnitError
from gatehouse.census.types import ImportState
from gatehouse.foundation.facts import on_day
from gatehouse.foundation.models import JournalEntry, Posting, SourceRow
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost
from gatehouse.guards.queries import guards_on_post
from gatehouse.reports.queries import TableQuestion, summary_table
from gatehouse.standing.services import self_check
from gatehouse.territory.types import Line
from tests.kit.imports import campus_row, open_campaign, take_in, workbook
from tests.kit.places import EAST, EAST_1, PROVINCE, WEST, Places
from tests.kit.register import CENSUS_DAY, resident_number

LATER = date(2021, 11, 1)


def guard_row(
    campus: int = 1,
    *,
    serial: int = 1,
    post: str = "专职",
    source: str = "自聘",
    certified: str = "否",
    number: str = "",
    started: object = "2019-03-01",
) -> tuple[object, ...]:
    """A guard of the first campus unless told otherwise."""
    identity = resident_number(serial=serial)
    return (f"东关第{campus}小学", "张三", "男", identity, post, source, certified, number, started)


def east(_places: Places, day: date = CENSUS_DAY) -> dict[str, int]:
    """The amounts of East on a day."""
    return summary_table(TableQuestion(Line.EDUCATION, EAST, day), EVERYTHING).total.amounts._asdict()


def test_good_rows_come_in_and_stand_in_the_table(places: Places) -> None:
    data = workbook([campus_row(1), campus_row(2)], [guard_row(1), guard_row(1, serial=2, post="兼职")])
    result = take_in(data, places.education(EAST))
    assert (result.tally.accepted, result.tally.created, result.tally.rejected) == (4, 4, 0)
    assert result.error_workbook is None
    found = east(places)
    assert (found["campuses"], found["required"], found["full_time"], found["part_time"], found["gap"]) == (
        2,
        4,
        1,
        1,
        3,
    )


def test_same_file_again_writes_nothing(places: Places) -> None:
    data = workbook([campus_row(1)], [guard_row(1, certified="是", number="湘1")])
    take_in(data, places.education(EAST))
    before = (Posting.objects.count(), GuardPost.objects.count(), SourceRow.objects.count())
    result = take_in(data, places.education(EAST))
    assert (result.tally.unchanged, result.tally.created, result.tally.updated) == (2, 0, 0)
    assert (Posting.objects.count(), GuardPost.objects.count(), SourceRow.objects.count()) == before
    assert WorkbookImport.objects.latest("pk").state == ImportState.UNCHANGED


def test_dry_run_says_the_same_and_writes_nothing(places: Places) -> None:
    data = workbook([campus_row(1), campus_row(2, students="不详")], [guard_row(1)])
    open_campaign()
    journal = JournalEntry.objects.count()
    tried = take_in(data, places.education(EAST), dry_run=True)
    assert not Campus.objects.exists()
    assert not Guard.objects.exists()
    assert not WorkbookImport.objects.exists()
    assert JournalEntry.objects.count() == journal + 1  # the campaign is opened again by the kit, and journalled
    assert take_in(data, places.education(EAST)).tally == tried.tally


def test_bad_rows_go_out_coloured_with_reason_and_come_in_mended(places: Places) -> None:
    data = workbook([campus_row(1), campus_row(2, students="不详")], [guard_row(1), guard_row(2, serial=2)])
    result = take_in(data, places.education(EAST))
    assert (result.tally.accepted, result.tally.rejected) == (2, 2)
    assert [problem.code for problem in result.problems] == ["number-unknown", "unknown-campus"]
    assert result.error_workbook is not None
    book = openpyxl.load_workbook(io.BytesIO(result.error_workbook))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("学生人数") + 1)
    assert (sheet.cell(2, 1).value, cell.value) == (3, "不详")
    assert cell.fill.fill_type == "solid"
    cell.value = 120
    stream = io.BytesIO()
    book.save(stream)
    mended = take_in(stream.getvalue(), places.education(EAST), file_name="mended.xlsx")
    assert (mended.tally.accepted, mended.tally.created, mended.tally.rejected) == (2, 2, 0)
    assert east(places)["campuses"] == 2


def test_mended_whole_workbook_changes_only_the_mended_row(places: Places) -> None:
    take_in(workbook([campus_row(1), campus_row(2)]), places.education(EAST))
    result = take_in(workbook([campus_row(1), campus_row(2, students=1500)]), places.education(EAST))
    assert (result.tally.updated, result.tally.unchanged) == (1, 1)
    assert east(places)["required"] == 2 + 3


def test_row_of_another_county_is_refused(places: Places) -> None:
    take_in(workbook([campus_row(1)]), places.education(EAST))
    result = take_in(workbook([campus_row(1, students=900)]), places.education(WEST))
    assert [problem.code for problem in result.problems] == ["campus-of-other-unit"]
    assert result.tally.rejected == 1
    assert east(places)["students"] == 480


def test_campus_keeps_its_identity_under_a_new_name(places: Places) -> None:
    take_in(workbook([campus_row(1)]), places.education(EAST))
    renamed = ("东关实验小学", *campus_row(1)[1:])
    result = take_in(workbook([renamed]), places.education(EAST))
    assert (result.tally.updated, Campus.objects.count()) == (1, 1)


def test_teaching_points_share_a_code_and_are_told_apart_by_name(places: Places) -> None:
    points = [(f"东关第{number}教学点", "2199000001", "教学点", "公办", 30, 3, 0) for number in (1, 2)]
    data = workbook([campus_row(1), *points])
    assert take_in(data, places.education(EAST)).tally.created == 3
    assert take_in(data, places.education(EAST)).tally.unchanged == 3


def test_two_rows_for_one_campus_without_a_code_are_a_conflict(places: Places) -> None:
    first = campus_row(1)
    second = (first[0], "", *first[2:])
    result = take_in(workbook([first, second]), places.education(EAST))
    assert (result.tally.accepted, result.tally.rejected) == (1, 1)


def test_next_census_speaks_from_its_own_day(places: Places) -> None:
    take_in(workbook([campus_row(1)], [guard_row(1, source="自聘")]), places.education(EAST))
    later = open_campaign("test-2021", reference_day=LATER)
    result = take_in(
        workbook([campus_row(1, students=1600)], [guard_row(1, source="保安公司")]),
        places.education(EAST),
        campaign=later,
    )
    assert result.tally.updated == 2
    before, after = east(places), east(places, LATER)
    assert (before["required"], before["source_self"]) == (2, 1)
    assert (after["required"], after["source_company"], after["source_self"]) == (3, 1, 0)


def test_blank_certificate_says_nothing_and_no_ends_it(places: Places) -> None:
    take_in(workbook([campus_row(1)], [guard_row(1, certified="是", number="湘7")]), places.education(EAST))
    take_in(workbook([], [guard_row(1, certified="是")]), places.education(EAST))
    assert GuardCertificate.objects.get(superseded_by=None).number == "湘7"
    assert east(places)["certified"] == 1
    take_in(workbook([], [guard_row(1, certified="否")]), places.education(EAST))
    assert east(places)["certified"] == 0


def test_guard_at_two_campuses_is_recorded_at_both(places: Places) -> None:
    data = workbook([campus_row(1), campus_row(2)], [guard_row(1), guard_row(2)])
    assert take_in(data, places.education(EAST)).tally.accepted == 4
    assert Guard.objects.count() == 1
    assert east(places)["full_time"] == 2


def test_fact_knows_its_sheet_and_row(places: Places) -> None:
    take_in(workbook([campus_row(1), campus_row(2)], [guard_row(2)]), places.education(EAST), file_name="东县.xlsx")
    profile = on_day(CampusProfile, CENSUS_DAY).select_related("source_row__source").get(name="东关第2小学")
    assert profile.source_row is not None
    assert (profile.source_row.sheet, profile.source_row.row) == ("学校情况", 3)
    assert profile.source_row.source.file_name == "东县.xlsx"
    assert profile.source_row.source.mapping["学校情况"]["campus"]["columns"]["students"] == ["E", "学生人数"]
    guards = guards_on_post(profile.campus_id, EVERYTHING, on=CENSUS_DAY, today=CENSUS_DAY)
    assert guards is not None
    told = guards[0].posted.source_row
    assert told is not None
    assert (told.sheet, told.row) == ("保安员花名册", 2)


def test_campus_is_placed_by_its_town_station_in_both_lines(places: Places) -> None:
    heads = ("学校名称", "学校类别", "办学性质", "学生人数", "教职工人数", "所属派出所")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(heads)
    sheet.append(("东关小学", "小学", "公办", 90, 8, "东关公安机关"))
    stream = io.BytesIO()
    book.save(stream)
    assert take_in(stream.getvalue(), places.education(EAST)).tally.created == 1
    (campus,) = campuses.find("东关小学", EVERYTHING, on=CENSUS_DAY)
    place = campuses.places_of(campus, EVERYTHING, on=CENSUS_DAY)
    assert place.police_path == places.police(EAST_1).path
    assert place.education_path == places.education(EAST_1).path


def test_province_cannot_report_and_nothing_is_kept(places: Places) -> None:
    with pytest.raises(WrongUnitError):
        take_in(workbook([campus_row(1)]), places.education(PROVINCE))
    assert not WorkbookImport.objects.exists()


def test_register_is_proven_after_imports(places: Places) -> None:
    take_in(workbook([campus_row(1), campus_row(2)], [guard_row(1), guard_row(2, serial=5)]), places.education(EAST))
    take_in(workbook([campus_row(2, students=20)], [guard_row(2, serial=5, post="兼职")]), places.education(EAST))
    assert [proof for proof in self_check() if proof.fault] == []


def test_start_in_the_future_is_counted_from_that_day(places: Places) -> None:
    started = datetime(2020, 11, 10)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    take_in(workbook([campus_row(1)], [guard_row(1, started=started)]), places.education(EAST))
    assert east(places)["full_time"] == 0
    assert east(places, date(2020, 11, 10))["full_time"] == 1
