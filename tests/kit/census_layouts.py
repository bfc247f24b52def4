"""Invented layouts of census workbooks as offices send them, all telling the same campuses and guards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.kit.workbooks import Page, resident_id

MALE_1968 = resident_id("19680714", 1)
FEMALE_1975 = resident_id("19750302", 22)
MALE_1990 = resident_id("19901130", 35)

CAMPUSES: list[dict[str, Any]] = [
    {"name": "云溪小学", "school_code": "2143000001", "kind": "小学", "ownership": "公办", "town": "云溪镇",
     "students": 812, "staff": 48, "boarders": 0},
    {"name": "云溪中心幼儿园", "school_code": "1143000002", "kind": "城镇幼儿园", "ownership": "公办", "town": "云溪镇",
     "students": 231, "staff": 26, "boarders": 0},
    {"name": "石桥学校", "school_code": "3143000003", "kind": "九年一贯制学校", "ownership": "民办", "town": "石桥乡",
     "students": 1530, "staff": 97, "boarders": 640},
]  # fmt: skip
GUARDS: list[dict[str, Any]] = [
    {"campus_name": "云溪小学", "name": "谭建国", "id_number": MALE_1968, "engagement": "专职", "source": "学校自聘"},
    {"campus_name": "云溪小学", "name": "贺秀英", "id_number": FEMALE_1975, "engagement": "兼职", "source": "物业公司"},
    {"campus_name": "石桥学校", "name": "彭志强", "id_number": MALE_1990, "engagement": "专职", "source": "保安公司"},
]
"""What every layout tells; the words are those of our own template."""

_CAMPUS_KEYS = ("name", "school_code", "kind", "ownership", "town", "students", "staff", "boarders")


def _campus_rows(*keys: str) -> list[list[Any]]:
    return [[campus[key] for key in keys] for campus in CAMPUSES]


def _guard_rows(*keys: str) -> list[list[Any]]:
    return [[guard[key] for key in keys] for guard in GUARDS]


def template() -> tuple[Page, ...]:
    """Our own template: heads in row 1, one sheet a kind, asterisks at required columns."""
    campus_head = [
        "学校名称*",
        "学校标识码",
        "学校类别*",
        "办学性质*",
        "所属乡镇（街道）",
        "学生人数*",
        "教职工人数*",
        "住宿生人数",
    ]
    guard_head = ["所在学校*", "姓名*", "身份证号*", "岗位性质*", "聘用来源*"]
    return (
        Page("学校", [campus_head, *_campus_rows(*_CAMPUS_KEYS)]),
        Page("保安员", [guard_head, *_guard_rows("campus_name", "name", "id_number", "engagement", "source")]),
    )


def titled() -> tuple[Page, ...]:
    """Titles, the unit's line, units in brackets, a town merged over its campuses, subtotals, total, signatures."""
    first, second, third = _campus_rows("name", "school_code", "kind", "ownership", "students", "staff", "boarders")
    campus: list[list[Any]] = [
        ["附件1"],
        ["2020年校园安全防范情况普查表"],
        ["填报单位（盖章）：云溪县教育局", None, None, None, None, None, "填报日期：2020年11月10日"],
        [
            "序号",
            "乡镇\n（街道）",
            "学校\n（园）名称",
            "标识码",
            "办学类型",
            "公办/民办",
            "学生数（人）",
            "教职工数（人）",
            "住宿生\n人数",
        ],
        [1, "云溪镇", *first],
        [2, None, *second],
        [None, None, "小 计", None, None, None, 1043, 74, 0],
        [3, "石桥乡", *third],
        [None, None, "小计", None, None, None, 1530, 97, 640],
        ["合计", None, None, None, None, None, 2573, 171, 640],
        ["填表人：谭某", None, None, "审核人：贺某", None, None, "单位负责人（签字）："],
        ["备注：住宿生含内宿教学点。"],
    ]
    roster: list[list[Any]] = [
        ["校园专职保安员花名册"],
        ["填报单位：", "云溪县教育局", None, "填报日期：", date(2020, 11, 10)],
        ["序号", "姓 名", "身份证号码", "所在学校", "专职/兼职", "聘用方式"],
        *(
            [n, *row]
            for n, row in enumerate(_guard_rows("name", "id_number", "campus_name", "engagement", "source"), 1)
        ),
        [],
        ["填表人：", "谭某", None, "联系电话：", "0738-8888888"],
    ]
    return (
        Page("普查表", campus, ("A2:I2", "B5:B6", "A10:F10", "A12:I12")),
        Page("花名册", roster, ("A1:F1",)),
    )


def two_levels() -> tuple[Page, ...]:
    """Two-level merged heads on both sheets, the columns numbered below, notes at the end."""
    campus: list[list[Any]] = [
        ["云溪县中小学幼儿园基本情况统计表"],
        ["序号", "学校名称", "学校标识码", "学校基本情况", None, None, "学校规模", None, None, None],
        [None, None, None, "学校类型", "办学体制", "所在乡镇", "总人数", "学生", "教职工", "其中：住宿生"],
        ["甲", "乙", "丙", 1, 2, 3, 4, 5, 6, 7],
        *(
            [n, name, code, kind, ownership, town, students + staff, students, staff, boarders]
            for n, (name, code, kind, ownership, town, students, staff, boarders) in enumerate(
                _campus_rows(*_CAMPUS_KEYS), 1
            )
        ),
        [None, "合计", None, None, None, None, 2744, 2573, 171, 640],
        ["说明：本表由学校填报，经县教育局审核。"],
    ]
    guards: list[list[Any]] = [
        ["保安员基本情况", None, None, "服务情况", None, None, "保安员证", None],
        ["姓名", "性别", "公民身份号码", "服务单位", "专兼职", "用工形式", "是否持证", "编号"],
        *(
            [name, None, number, campus_name, engagement, source, "否", None]
            for name, number, campus_name, engagement, source in _guard_rows(
                "name", "id_number", "campus_name", "engagement", "source"
            )
        ),
    ]
    return (
        Page("学校基本情况", campus, ("A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:J2", "A12:J12")),
        Page("保安员", guards, ("A1:C1", "D1:F1", "G1:H1")),
    )


def three_levels() -> tuple[Page, ...]:
    """A campus head of three merged levels, the guards on the same sheet below it."""
    rows: list[list[Any]] = [
        ["学校名称", "基本情况", None, None, None, "人员情况", None, None],
        [None, "标识代码", None, "类别", None, "学生", None, "教职工人数"],
        [None, "学校标识码", "所属乡镇", "学校类别", "办学性质", "人数", "住宿生", None],
        *_campus_rows("name", "school_code", "town", "kind", "ownership", "students", "boarders", "staff"),
        [],
        ["二、保安员花名册"],
        ["姓名", "身份证号", "学校名称", "岗位类别", "用工性质"],
        *_guard_rows("name", "id_number", "campus_name", "engagement", "source"),
    ]
    merged = ("A1:A3", "B1:E1", "F1:H1", "B2:C2", "D2:E2", "F2:G2", "H2:H3", "A8:H8")
    return (Page("汇总", rows, merged),)


def unmerged_groups() -> tuple[Page, ...]:
    """Two-level heads whose groups were typed into their first column only; texts padded with blanks."""
    campus: list[list[Any]] = [
        ["单位：云溪县教育局"],
        ["学校", None, None, None, "师生人数", None, None],
        ["名称", "学校类别", "学校性质", "所属乡镇", "学生", "教职工", "住宿生"],
        *(
            [f" {name} ", kind, f"{ownership} ", town, f"{students}人", f"{staff:,}", boarders or None]
            for name, kind, ownership, town, students, staff, boarders in _campus_rows(
                "name", "kind", "ownership", "town", "students", "staff", "boarders"
            )
        ),
    ]
    guards: list[list[Any]] = [
        ["姓名", "身份证件号码", "工作单位", "是否专职（是/否）", "来源"],
        *(
            [name, number.lower(), campus_name, "是" if engagement == "专职" else "否", source]
            for name, number, campus_name, engagement, source in _guard_rows(
                "name", "id_number", "campus_name", "engagement", "source"
            )
        ),
    ]
    return Page("sheet1", campus), Page("sheet2", guards)


def repeated_heads() -> tuple[Page, ...]:
    """Printed pages pasted one below the other: titles and heads repeated, campus merged over its guards."""
    head = ["序号", "学校名称", "姓名", "身份证号码（18位）", "岗位\n性质", "聘用\n来源", "备注"]
    first, second, third = _guard_rows("campus_name", "name", "id_number", "engagement", "source")
    guards: list[list[Any]] = [
        ["校园保安员登记表"],
        head,
        [1, *first],
        [2, None, *second[1:]],
        [3],
        [4],
        [],
        ["校园保安员登记表"],
        head,
        [5, *third, "新聘"],
        [6],
        ["制表人：谭某", None, "审核：贺某"],
    ]
    campus_head = [
        "学校名称",
        "学校标识码",
        "学校类别",
        "办学性质",
        "所属乡镇",
        "学生人数",
        "教职工人数",
        "住宿生人数",
        "校长姓名",
        "校长电话",
    ]
    rows = [[*row, "校长某", "13800000000"] for row in _campus_rows(*_CAMPUS_KEYS)]
    campus = [campus_head, rows[0], rows[1], campus_head, rows[2]]
    return Page("登记表", guards, ("A1:G1", "B3:B4", "A8:G8")), Page("学校", campus)


def police_extract() -> tuple[Page, ...]:
    """The columns of a police extract and of an education bureau's census record, in their own order and words."""
    guards: list[list[Any]] = [
        ["保安员信息"],
        [
            "姓名",
            "性别",
            "民族",
            "身份证号码",
            "保安证编号",
            "所属行政区",
            "户籍地区域",
            "服务单位",
            "人员类别",
            "用工来源",
        ],
        *(
            [name, None, "汉族", number, None, "云溪县", "云溪县", campus_name, engagement, source]
            for name, number, campus_name, engagement, source in _guard_rows(
                "name", "id_number", "campus_name", "engagement", "source"
            )
        ),
    ]
    campus: list[list[Any]] = [
        ["学校名称", "学校类型", "学校统一社会信用代码", "经度", "纬度", "位置", "办学体制", "教职工总人数",
         "专任教师人数", "学生总人数", "住校生人数", "是否配备专职保安", "保安配备人数", "是否与公安联网", "所属镇街"],
        *(
            [name, kind, None, 111.99, 27.7, "云溪大道", ownership, staff, 20, students, boarders, "是", 1, "是", town]
            for name, kind, ownership, staff, students, boarders, town in _campus_rows(
                "name", "kind", "ownership", "staff", "students", "boarders", "town"
            )
        ),
    ]  # fmt: skip
    return Page("保安员信息", guards, ("A1:J1",)), Page("学校信息扩展", campus)


LAYOUTS: dict[str, Callable[[], tuple[Page, ...]]] = {
    layout.__name__: layout
    for layout in (template, titled, two_levels, three_levels, unmerged_groups, repeated_heads, police_extract)
}
