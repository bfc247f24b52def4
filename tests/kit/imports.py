"""Census workbooks made by another library than ours, and sent in through the real import."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from gatehouse.accounts.models import Account
from gatehouse.census import presenters, services
from gatehouse.census.models import Campaign, WorkbookImport
from gatehouse.kernel.actor import SYSTEM, Actor
from gatehouse.territory.types import UnitOn
from tests.kit.places import Places
from tests.kit.register import CENSUS_DAY, FIRST_RECORDED

CAMPUS_HEADS = ("学校名称", "学校标识码", "学校类别", "办学性质", "学生人数", "教职工人数", "住宿生人数")
GUARD_HEADS = ("所在学校", "姓名", "性别", "身份证号", "岗位性质", "聘用来源", "是否持证", "保安员证编号", "上岗日期")

Rows = Sequence[Sequence[object]]


def open_campaign(code: str = "test-2020", *, reference_day: date = CENSUS_DAY) -> Campaign:
    """A campaign whose reference day is the census day."""
    return services.open_campaign(
        code=code,
        name="校园保安摸底",
        reference_day=reference_day,
        starts_on=reference_day,
        deadline=date(reference_day.year, 12, 31),
        by=SYSTEM,
        at=FIRST_RECORDED,
    )


def workbook(campuses: Rows = (), guards: Rows = (), *, more: Sequence[str] = ()) -> bytes:
    """A workbook in the canonical layout; a sheet without rows is left out. ``more`` are further campus columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, heads, rows in (("学校情况", (*CAMPUS_HEADS, *more), campuses), ("保安员花名册", GUARD_HEADS, guards)):
        if rows:
            sheet = book.create_sheet(title)
            sheet.append(heads)
            for row in rows:
                sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def campus_row(number: int, *, students: object = 480) -> tuple[object, ...]:
    """A public primary school; ``number`` tells it from others."""
    return (f"东关第{number}小学", f"2199{number:06d}", "小学", "公办", students, 30, 0)


def take_in(
    data: bytes,
    unit: UnitOn,
    *,
    campaign: Campaign | None = None,
    by: Actor = SYSTEM,
    file_name: str = "census.xlsx",
    dry_run: bool = False,
) -> services.Result:
    """Send a workbook all the way in."""
    campaign = campaign or open_campaign()
    opened = services.open_workbook(
        data, file_name=file_name, reference_day=campaign.reference_day, today=FIRST_RECORDED.date()
    )
    return services.import_workbook(
        opened, campaign=campaign, unit=unit, by=by, at=FIRST_RECORDED, say=presenters.say, dry_run=dry_run
    )


def import_campuses(places: Places, unit: str, *, by: Account, bad_rows: int = 0) -> WorkbookImport:
    """An import of three campuses by an education office, with some rows that are refused."""
    rows = [campus_row(number) for number in range(1, 4)]
    rows += [campus_row(number, students="不详") for number in range(4, 4 + bad_rows)]
    take_in(workbook(rows), places.education(unit), by=Actor(by.pk, "OFFICER"))
    return WorkbookImport.objects.latest("pk")
