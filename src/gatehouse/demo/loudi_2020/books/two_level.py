"""Two-level merged heads, schools and kindergartens on sheets of their own, sums and signatures, dates as 2019.3."""

from __future__ import annotations

from gatehouse.campuses.types import CensusLabel
from gatehouse.demo.loudi_2020.books.layout import NOTE, Layout, labelled
from gatehouse.demo.loudi_2020.books.rows import SheetKind
from gatehouse.demo.loudi_2020.books.sheet import REMARK, SERIAL, Column, SheetPlan
from gatehouse.demo.loudi_2020.books.show import blank_zero, dotted, have_not, school_source, year_month_dotted, yes_no

_FILLED_IN = "填报单位：{unit}（盖章）          填报日期：{day}          统计截止：2020年11月1日"
_SIGNED = ("", "单位负责人：              审核人：              填表人：              联系电话：")


def _basics(name: str, kind: Column) -> tuple[Column, ...]:
    return (
        Column(SERIAL, ("序号",), width=6),
        Column("name", ("基本情况", name), width=26),
        Column("school_code", ("基本情况", "学校（机构）标识码")),
        Column("credit_code", ("基本情况", "统一社会信用代码"), width=22),
        kind,
        Column("ownership", ("基本情况", "公办/民办")),
        Column("urban_class", ("基本情况", "城乡类别")),
        Column("town", ("所在位置", "乡镇（街道）"), width=14),
        Column("police_station", ("所在位置", "辖区派出所"), width=16),
        Column("school_district", ("所在位置", "学区"), width=14),
        Column("address", ("所在位置", "详细地址"), width=32),
    )


_SCHOOLS = SheetPlan(
    name="中小学",
    kind=SheetKind.CAMPUS,
    wants=labelled(CensusLabel.SCHOOL),
    above=("{unit}中小学校专职保安员配备情况摸底表", NOTE, _FILLED_IN),
    columns=(
        *_basics("学校全称", Column("kind", ("基本情况", "办学类型"), width=16)),
        Column("students", ("学校规模", "学生人数")),
        Column("staff", ("学校规模", "教职工人数")),
        Column("boarders", ("学校规模", "住宿生人数"), blank_zero),
        Column("reported_full_time", ("现有专职保安人数",)),
        Column(REMARK, ("备注",)),
    ),
    total=True,
    below=_SIGNED,
)
_KINDERGARTENS = SheetPlan(
    name="幼儿园",
    kind=SheetKind.CAMPUS,
    wants=labelled(CensusLabel.CITY_KINDERGARTEN, CensusLabel.TOWN_KINDERGARTEN),
    above=("{unit}幼儿园专职保安员配备情况摸底表", NOTE, _FILLED_IN),
    columns=(
        *_basics("幼儿园名称", Column("census_label", ("基本情况", "办学类型"), width=16)),
        Column("students", ("园所规模", "幼儿人数")),
        Column("staff", ("园所规模", "教职工人数")),
        Column("reported_full_time", ("现有专职保安人数",)),
        Column(REMARK, ("备注",)),
    ),
    total=True,
    below=_SIGNED,
)
_GUARDS = SheetPlan(
    name="保安员花名册",
    kind=SheetKind.GUARD,
    above=("{unit}校园保安员花名册", NOTE, _FILLED_IN),
    columns=(
        Column(SERIAL, ("序号",), width=6),
        Column("campus_name", ("服务学校（园）",), width=26),
        Column("name", ("个人情况", "姓名")),
        Column("sex", ("个人情况", "性别"), width=6),
        Column("id_number", ("个人情况", "身份证号码"), width=22),
        Column("schooling", ("个人情况", "文化程度")),
        Column("phone", ("个人情况", "联系电话"), width=16),
        Column("full_time", ("聘用情况", "是否专职"), yes_no),
        Column("source", ("聘用情况", "用工来源"), school_source),
        Column("employer", ("聘用情况", "所属公司"), width=30),
        Column("started_on", ("聘用情况", "上岗时间"), year_month_dotted),
        Column("certified", ("持证情况", "有无保安员证"), have_not),
        Column("certificate_number", ("持证情况", "保安证编号"), width=18),
        Column("certificate_issued_on", ("持证情况", "发证时间"), dotted),
        Column(REMARK, ("备注",)),
    ),
    below=_SIGNED,
)

TWO_LEVEL = Layout("two-level", (_SCHOOLS, _KINDERGARTENS, _GUARDS))
