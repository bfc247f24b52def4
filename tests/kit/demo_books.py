"""Reads a demo workbook with openpyxl, the way a patient clerk would: heads by their text, merged cells filled."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = {
    "name": "姓名* 姓名",
    "campus": (
        "学校名称* 学校全称 幼儿园名称 学校（幼儿园）名称 校（园）名称 学校（园）全称 "
        "所在学校 服务学校（园） 所在校（园） 服务单位（学校、幼儿园）"
    ),
    "school_code": "学校标识码 学校（机构）标识码 标识码",
    "credit_code": "统一社会信用代码 信用代码",
    "town": "所属乡镇（街道） 乡镇（街道） 所在乡镇（街道）",
    "ownership": "办学性质* 办学性质 公办/民办 举办性质",
    "students": "学生人数* 学生人数 幼儿人数 在校学生数 学生数",
    "staff": "教职工人数* 教职工人数 教职工数 教职员工数",
    "boarders": "住宿生人数 其中：寄宿生数 住校生数 其中住宿生人数",
    "reported_full_time": "专职保安员人数 现有专职保安人数 现有专职保安员 专职保安数",
    "id_number": "身份证号* 身份证号码 公民身份号码",
    "engagement": "岗位性质* 是否专职 专职/兼职 岗位性质",
    "source": "聘用来源* 用工来源 来源 聘用来源",
    "employer": "用人单位 所属公司 派驻公司 用工单位 派出单位",
    "certificate_number": "保安员证号 保安证编号 保安员证编号 证号",
    "certificate_issued_on": "发证日期 发证时间 取证日期",
    "started_on": "上岗日期 上岗时间 到岗时间",
}
"""Field → the headings of all layouts."""
_FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings.split()}

Cell = object


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number, and what stands in the columns that were recognised."""

    row: int
    values: dict[str, Cell]

    def text(self, field: str) -> str:
        """A cell in half-width, without white space; numbers without decimals."""
        value = self.values.get(field)
        if isinstance(value, float):
            value = int(value)
        return "" if value is None else "".join(unicodedata.normalize("NFKC", str(value)).split())

    def number(self, field: str) -> int:
        """A count; nothing is none."""
        return int(self.text(field) or 0)

    def day(self, field: str) -> date | None:
        """A date in any of the ways it is written; the first where only the month is told."""
        value = self.values.get(field)
        if isinstance(value, datetime):
            return value.date()
        found = re.fullmatch(r"(\d{4})[.年]?(\d{1,2})(?:[.月]?(\d{1,2})?日?)?", self.text(field))
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None


@dataclass(frozen=True, slots=True)
class SheetText:
    """One sheet: whose rows it holds, where the recognised columns are, the rows, and every text outside them."""

    name: str
    kind: str
    columns: dict[str, str]
    """Field → column letter."""
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    around: tuple[str, ...]
    totals: dict[str, Cell]
    merged: int
    """Merged ranges among the rows."""


def read_book(path: Path) -> list[SheetText]:
    """Every sheet of a workbook, formulas shown by their results."""
    return [_sheet(sheet) for sheet in load_workbook(path, data_only=True).worksheets]


def _sheet(sheet: Worksheet) -> SheetText:
    grid = {(cell.row, cell.column): cell.value for line in sheet.iter_rows() for cell in line}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                grid[row, column] = grid[area.min_row, area.min_col]
    rows, columns = range(1, sheet.max_row + 1), range(1, sheet.max_column + 1)
    head = max(rows, key=lambda row: len({_field(grid[row, column]) for column in columns}))
    found = {_field(grid[head, column]): column for column in columns if _field(grid[head, column])}
    kind = "guard" if "id_number" in found else "campus"
    key = found["started_on" if kind == "guard" else "school_code"]
    body = [row for row in rows if row > head and grid[row, key] is not None and not _outside(grid[row, 1])]
    total = next((row for row in rows if grid[row, 1] == "合计"), None)
    return SheetText(
        name=sheet.title,
        kind=kind,
        columns={field: get_column_letter(column) for field, column in found.items()},
        heads=tuple(str(grid[row, column]) for row in (head - 1, head) for column in columns),
        lines=tuple(Line(row, {field: grid[row, column] for field, column in found.items()}) for row in body),
        around=tuple(str(grid[row, 1]) for row in rows if row not in body and row != head and grid[row, 1]),
        totals={field: grid[total, column] for field, column in found.items()} if total else {},
        merged=sum(area.min_row in body and area.max_row > area.min_row for area in sheet.merged_cells.ranges),
    )


def _field(value: object) -> str:
    """The field that a heading means; empty for any other text."""
    return _FIELD_OF.get("".join(str(value).split()), "")


def _outside(value: object) -> bool:
    return isinstance(value, str) and bool(re.search(r"合计|填表人|审核人|负责人", value))
