"""The layout of the system's own template: two sheets, one heading row, canonical headings, true Excel dates."""

from __future__ import annotations

from gatehouse.demo.loudi_2020.books.layout import NOTE, Layout
from gatehouse.demo.loudi_2020.books.rows import SheetKind
from gatehouse.demo.loudi_2020.books.sheet import Column, SheetPlan
from gatehouse.demo.loudi_2020.books.show import yes_no

_CAMPUSES = SheetPlan(
    name="学校",
    kind=SheetKind.CAMPUS,
    above=("校园安全保卫基本情况登记表", f"{NOTE} 填报单位：{{unit}} 填报日期：{{day}}"),
    columns=(
        Column("name", ("学校名称*",), width=26),
        Column("school_code", ("学校标识码",)),
        Column("credit_code", ("统一社会信用代码",), width=22),
        Column("kind", ("学校类别*",), width=16),
        Column("ownership", ("办学性质*",)),
        Column("census_label", ("普查类别",)),
        Column("urban_class", ("城乡分类",)),
        Column("town", ("所属乡镇（街道）",), width=16),
        Column("police_station", ("所属派出所",), width=16),
        Column("school_district", ("所属学区",), width=14),
        Column("address", ("地址",), width=32),
        Column("students", ("学生人数*",)),
        Column("staff", ("教职工人数*",)),
        Column("persons", ("师生总人数",)),
        Column("boarders", ("住宿生人数",)),
        Column("reported_full_time", ("专职保安员人数",)),
    ),
)
_GUARDS = SheetPlan(
    name="保安员",
    kind=SheetKind.GUARD,
    above=("校园保安员登记表", f"{NOTE} 填报单位：{{unit}} 填报日期：{{day}}"),
    columns=(
        Column("campus_name", ("所在学校",), width=26),
        Column("school_code", ("学校标识码",)),
        Column("name", ("姓名*",)),
        Column("sex", ("性别",), width=6),
        Column("id_number", ("身份证号*",), width=22),
        Column("birth_date", ("出生日期",)),
        Column("age", ("年龄",), width=6),
        Column("schooling", ("文化程度",)),
        Column("engagement", ("岗位性质*",)),
        Column("source", ("聘用来源*",)),
        Column("employer", ("用人单位",), width=30),
        Column("certified", ("是否持证",), yes_no),
        Column("certificate_number", ("保安员证号",), width=18),
        Column("certificate_issued_on", ("发证日期",)),
        Column("started_on", ("上岗日期",)),
        Column("phone", ("联系电话",), width=16),
    ),
)

CANONICAL = Layout("canonical", (_CAMPUSES, _GUARDS))
