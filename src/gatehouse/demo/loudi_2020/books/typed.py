"""Typed by hand: the roster first, ticks, names spaced out, full-width digits here and there, small x in IDs."""

from __future__ import annotations

from gatehouse.demo.loudi_2020.books.layout import NOTE, Layout
from gatehouse.demo.loudi_2020.books.rows import SheetKind
from gatehouse.demo.loudi_2020.books.sheet import REMARK, SERIAL, Column, SheetPlan
from gatehouse.demo.loudi_2020.books.show import (
    blank_zero,
    chinese,
    lower_x,
    school_source,
    spaced,
    tick,
    wide_at_times,
)

_HEAD_LINES = (
    "说  明：1.本表由各学校、幼儿园如实填写，派出所核对；2.持证的打“√”，未持证的打“×”；3.身份证号码请以文本格式填写。",
    f"{NOTE}",
    "填报单位（盖章）：{unit}                    {day}",
)
_SIGNED = ("", "填表人：", "单位负责人：", "审核人：")

_GUARDS = SheetPlan(
    name="保安名单",
    kind=SheetKind.GUARD,
    above=("校园保安人员登记名单", *_HEAD_LINES),
    columns=(
        Column(SERIAL, ("序号",), width=6),
        Column("name", ("姓  名",), spaced),
        Column("id_number", ("身份证号码",), lower_x, width=24),
        Column("campus_name", ("服务单位（学校、幼儿园）",), width=28),
        Column("engagement", ("岗位性质",)),
        Column("source", ("聘用来源",), school_source),
        Column("employer", ("派出单位",), width=30),
        Column("certified", ("保安员证", "是否持证"), tick),
        Column("certificate_number", ("保安员证", "证号"), wide_at_times, width=20),
        Column("certificate_issued_on", ("保安员证", "发证日期"), chinese, width=16),
        Column("started_on", ("上岗日期",), chinese, width=16),
        Column("schooling", ("文化程度",)),
        Column("phone", ("联系电话",), wide_at_times, width=18),
        Column(REMARK, ("备注",)),
    ),
    below=_SIGNED,
)
_CAMPUSES = SheetPlan(
    name="校园基本情况",
    kind=SheetKind.CAMPUS,
    above=("校园安全基本情况登记表", *_HEAD_LINES),
    columns=(
        Column(SERIAL, ("序号",), width=6),
        Column("name", ("学校（园）全称",), width=28),
        Column("school_code", ("学校标识码",), wide_at_times, width=18),
        Column("census_label", ("类别", "普查类别")),
        Column("kind", ("类别", "学校类别"), width=16),
        Column("ownership", ("类别", "办学性质")),
        Column("urban_class", ("类别", "城乡分类")),
        Column("students", ("规模（人）", "学生人数")),
        Column("boarders", ("规模（人）", "其中住宿生人数"), blank_zero),
        Column("staff", ("规模（人）", "教职工人数")),
        Column("persons", ("规模（人）", "师生总人数")),
        Column("reported_full_time", ("专职保安员人数",)),
        Column("town", ("属地", "所属乡镇（街道）"), width=16),
        Column("police_station", ("属地", "所属派出所"), width=16),
        Column("school_district", ("属地", "所属学区"), width=14),
        Column("address", ("属地", "地址"), width=32),
        Column("credit_code", ("统一社会信用代码",), width=22),
    ),
    total=True,
    below=_SIGNED,
)

TYPED = Layout("typed", (_GUARDS, _CAMPUSES))
