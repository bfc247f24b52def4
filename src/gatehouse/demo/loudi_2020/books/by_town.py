"""Grouped by town, its cells merged down the group; the roster grouped by campus in the same way; 2019年3月."""

from __future__ import annotations

from gatehouse.demo.loudi_2020.books.layout import NOTE, Layout
from gatehouse.demo.loudi_2020.books.rows import SheetKind
from gatehouse.demo.loudi_2020.books.sheet import SERIAL, Column, SheetPlan
from gatehouse.demo.loudi_2020.books.show import chinese, have_not, year_month_chinese

_SIGNED = ("填表人：", "审核人：", "单位负责人（签字）：")

_CAMPUSES = SheetPlan(
    name="学校幼儿园情况",
    kind=SheetKind.CAMPUS,
    above=(f"校园安保力量大起底统计表{NOTE}", "单位（公章）：{unit}", "日期：{day}"),
    columns=(
        Column("town", ("所在乡镇（街道）",), width=14),
        Column("police_station", ("派出所",), width=14),
        Column("school_district", ("学区",), width=12),
        Column(SERIAL, ("序号",), width=6),
        Column("name", ("学校（幼儿园）名称",), width=26),
        Column("school_code", ("标识码",)),
        Column("credit_code", ("信用代码",), width=22),
        Column("kind_or_label", ("学校类别",), width=16),
        Column("ownership", ("举办性质",)),
        Column("urban_class", ("城乡分类",)),
        Column("students", ("在校学生数",)),
        Column("staff", ("教职工数",)),
        Column("persons", ("师生合计",)),
        Column("boarders", ("其中：寄宿生数",)),
        Column("reported_full_time", ("现有专职保安员",)),
        Column("address", ("学校地址",), width=32),
    ),
    merged=("town", "police_station", "school_district"),
    total=True,
    below=_SIGNED,
)
_GUARDS = SheetPlan(
    name="保安人员名册",
    kind=SheetKind.GUARD,
    above=(f"校园保安人员名册{NOTE}", "单位（公章）：{unit}", "日期：{day}"),
    columns=(
        Column("campus_name", ("学校（幼儿园）名称",), width=26),
        Column(SERIAL, ("序号",), width=6),
        Column("name", ("姓名",)),
        Column("id_number", ("公民身份号码",), width=22),
        Column("birth_date", ("出生年月日",), chinese, width=16),
        Column("age", ("年龄",), width=6),
        Column("schooling", ("学历",)),
        Column("engagement", ("专职/兼职",)),
        Column("source", ("来源",)),
        Column("employer", ("派驻公司",), width=30),
        Column("started_on", ("到岗时间",), year_month_chinese),
        Column("certified", ("持证情况",), have_not),
        Column("certificate_number", ("保安员证编号",), width=18),
        Column("certificate_issued_on", ("取证日期",), chinese, width=16),
        Column("phone", ("电话",), width=16),
    ),
    merged=("campus_name",),
    below=_SIGNED,
)

BY_TOWN = Layout("by-town", (_CAMPUSES, _GUARDS))
