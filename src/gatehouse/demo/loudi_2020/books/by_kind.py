"""A sheet for each census label, codes typed as numbers, dates as 20190315, 是 and 否, company columns last."""

from __future__ import annotations

from gatehouse.campuses.types import CensusLabel
from gatehouse.demo.loudi_2020.books.layout import NOTE, Layout, labelled
from gatehouse.demo.loudi_2020.books.rows import SheetKind
from gatehouse.demo.loudi_2020.books.sheet import SERIAL, Column, SheetPlan
from gatehouse.demo.loudi_2020.books.show import blank_zero, compact, number, yes_no

_LABELS = {
    CensusLabel.SCHOOL: "中小学校",
    CensusLabel.CITY_KINDERGARTEN: "城市幼儿园",
    CensusLabel.TOWN_KINDERGARTEN: "城镇幼儿园",
}


def _campuses(label: CensusLabel) -> SheetPlan:
    return SheetPlan(
        name=_LABELS[label],
        kind=SheetKind.CAMPUS,
        wants=labelled(label),
        above=(f"附件1 {_LABELS[label]}安保情况一览表", f"填报单位：{{unit}}  填报日期：{{day}}  {NOTE}"),
        columns=(
            Column(SERIAL, ("序号",), width=6),
            Column("town", ("乡镇（街道）",), width=14),
            Column("name", ("校（园）名称",), width=26),
            Column("kind", ("学校类型",), width=16),
            Column("census_label", ("普查类别",)),
            Column("ownership", ("办学性质",)),
            Column("school_code", ("学校标识码",), number),
            Column("credit_code", ("统一社会信用代码",), width=22),
            Column("students", ("学生数",)),
            Column("staff", ("教职员工数",)),
            Column("boarders", ("住校生数",), blank_zero),
            Column("reported_full_time", ("专职保安数",)),
            Column("urban_class", ("城乡分类",)),
            Column("police_station", ("所属派出所",), width=16),
            Column("school_district", ("所属学区",), width=14),
            Column("address", ("地址",), width=32),
        ),
        total=True,
        below=("", "填表人：            审核人："),
    )


_GUARDS = SheetPlan(
    name="花名册",
    kind=SheetKind.GUARD,
    above=("附件2 校园保安人员花名册", f"填报单位：{{unit}}  填报日期：{{day}}  {NOTE}"),
    columns=(
        Column(SERIAL, ("序号",), width=6),
        Column("name", ("姓名",)),
        Column("sex", ("性别",), width=6),
        Column("age", ("年龄",), width=6),
        Column("id_number", ("身份证号码",), width=22),
        Column("schooling", ("文化程度",)),
        Column("campus_name", ("所在校（园）",), width=26),
        Column("school_code", ("学校标识码",), number),
        Column("full_time", ("是否专职",), yes_no),
        Column("started_on", ("上岗时间",), compact),
        Column("certified", ("是否持证",), yes_no),
        Column("certificate_number", ("保安员证编号",), width=18),
        Column("certificate_issued_on", ("发证日期",), compact),
        Column("phone", ("联系电话",), width=16),
        Column("source", ("用工来源",)),
        Column("employer", ("用工单位",), width=30),
    ),
    below=("", "填表人：            审核人："),
)

BY_KIND = Layout("by-kind", (*(_campuses(label) for label in CensusLabel), _GUARDS))
