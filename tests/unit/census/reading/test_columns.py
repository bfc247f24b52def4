from __future__ import annotations

import pytest

from gatehouse.census.reading.columns import meaning, normal, understand, without_brackets
from gatehouse.census.reading.fields import FIELDS
from gatehouse.census.types import RowKind


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("* 学校名称", "学校名称"),
        ("学校名称*（必填）", "学校名称必填"),
        ("住宿生\n人数", "住宿生人数"),
        ("姓　名", "姓名"),
        ("1、学校名称", "学校名称"),
        ("三．性别", "性别"),
        ("其中：住宿生", "住宿生"),
        ("公（民）办", "公民办"),
        ("ＮＯ．", "no"),
    ],
)
def test_heading_is_compared_without_marks_and_blanks(heading: str, form: str) -> None:
    assert normal(heading) == form


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("学生数（人）", "学生数"),
        ("学生（男）", "学生男"),
        ("身份证号码[18位]", "身份证号码"),
        ("学生(住宿)", "学生住宿"),
    ],
)
def test_brackets_go_unless_they_change_what_is_counted(heading: str, form: str) -> None:
    assert without_brackets(heading) == form


@pytest.mark.parametrize("kind", list(RowKind))
def test_canonical_heading_and_every_synonym_mean_their_field(kind: RowKind) -> None:
    for field in FIELDS[kind]:
        assert meaning(kind, [field.heading]) == (field.name, 1.0)
        assert meaning(kind, [f"{field.heading}*"]) == (field.name, 1.0)
        for word in [*field.synonyms.split(), *field.loose.split()]:
            found = meaning(kind, [word])
            assert found is not None, word
            assert found[0] == field.name, word


@pytest.mark.parametrize("kind", list(RowKind))
def test_no_heading_is_a_synonym_of_two_fields(kind: RowKind) -> None:
    words = [word for field in FIELDS[kind] for word in [field.heading, *field.synonyms.split(), *field.loose.split()]]
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (["学生数（人）"], "students"),
        (["住宿生\n人数"], "boarders"),
        (["教职工\n人数（人）"], "staff"),
        (["所属乡镇（街道）"], "town"),
        (["学校（机构）标识码"], "school_code"),
        (["统一社会信用代码（无则不填）"], "credit_code"),
        (["学校规模", "学生人数"], "students"),
        (["学校规模", "总人数"], "persons"),
        (["学生", "总人数"], "students"),
        (["学生人数", "合计"], "students"),
        (["师生人数", "小计"], "persons"),
        (["学生人数", "其中：住宿生"], "boarders"),
        (["学生（住宿）"], "boarders"),
        (["保安员人数", "专职"], "reported_full_time"),
        (["保安队伍情况", "专职保安员", "人数"], "reported_full_time"),
        (["学校", "名称"], "name"),
        (["学生人数", "男"], None),
        (["学生（男）"], None),
        (["保安员人数", "兼职"], None),
        (["校长", "姓名"], None),
        (["安保负责人姓名"], None),
        (["学校人数"], None),
        (["是否配备专职保安"], None),
    ],
)
def test_campus_heading_is_understood_with_the_levels_above_it(parts: list[str], field: str | None) -> None:
    found = meaning(RowKind.CAMPUS, parts)
    assert (found[0] if found else None) == field


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (["保安员证编号（无证填无）"], "certificate_number"),
        (["保安员证", "编号"], "certificate_number"),
        (["保安员证", "发证日期"], "certificate_issued_on"),
        (["保安员证", "是否持证"], "certified"),
        (["基本情况", "姓 名"], "name"),
        (["是否专职（是/否）"], "engagement"),
        (["专（兼）职"], "engagement"),
        (["学校名称"], "campus_name"),
        (["法制副校长", "姓名"], None),
        (["单位负责人", "联系电话"], None),
        (["民族"], None),
    ],
)
def test_guard_heading_is_understood_with_the_levels_above_it(parts: list[str], field: str | None) -> None:
    found = meaning(RowKind.GUARD, parts)
    assert (found[0] if found else None) == field


def test_surer_column_is_taken_and_the_other_one_listed_as_unused() -> None:
    heads = [["序号"], ["学校"], ["学校名称"], ["教师人数"], ["教职工数"], ["备注"], ["教职工人数"]]
    mapping = understand([*heads, ["学生人数"]])
    assert mapping.kind is RowKind.CAMPUS
    chosen = {column.field: (column.letter, column.heading, column.confidence) for column in mapping.columns}
    assert chosen["name"] == ("C", "学校名称", 1.0)
    assert chosen["staff"] == ("G", "教职工人数", 1.0)
    assert [(column.heading, column.letter) for column in mapping.unused] == [
        ("学校", "B"),
        ("教师人数", "D"),
        ("教职工数", "E"),
    ]


def test_weak_heading_serves_when_nothing_better_is_there() -> None:
    [column] = [
        column for column in understand([["学校"], ["学生人数"], ["教师人数"]]).columns if column.field == "staff"
    ]
    assert (column.heading, column.confidence) == ("教师人数", 0.6)


def test_kind_of_table_is_told_by_its_own_columns() -> None:
    shared = [["学校名称"], ["学校标识码"]]
    assert understand([*shared, ["办学性质"], ["学生人数"]]).kind is RowKind.CAMPUS
    assert understand([*shared, ["姓名"], ["身份证号"], ["聘用来源"]]).kind is RowKind.GUARD


def test_missing_columns_are_told_in_canonical_order() -> None:
    assert understand([["学校名称"], ["学生人数"], ["学校类别"]]).missing == ("ownership", "staff")
    assert understand([["姓名"], ["身份证号"], ["岗位性质"]]).missing == ("campus_name", "source")
    assert understand([["姓名"], ["身份证号"], ["学校标识码"], ["岗位性质"], ["聘用来源"]]).missing == ()
