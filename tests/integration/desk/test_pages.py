"""The campus file: what stands in it, where it comes from, and who sees whose people."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.campuses.models import CampusProfile
from tests.kit.browsing import client_of, shown, text
from tests.kit.cast import Cast
from tests.kit.imports import campus_row, take_in, workbook
from tests.kit.places import EAST, Places
from tests.kit.register import Register, resident_number
from tests.kit.scene import Scene

DAY = "2020-11-30"


def file_of(campus: int, **more: str) -> str:
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/campuses/{campus}/?as_of={more.pop('as_of', DAY)}&line=police{extra}"


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "一校一档"), ("en", "Campus file")])
def test_campus_file_speaks_the_chosen_language(scene: Scene, cast: Cast, language: str, word: str) -> None:
    response = client_of(cast["city_police"], language=language).get(file_of(scene["plain"]))
    assert response.status_code == 200
    assert word in text(response)


def test_campus_file_explains_its_numbers_by_rule_and_text(scene: Scene, cast: Cast) -> None:
    response = client_of(cast["city_police"]).get(file_of(scene["lake"]))
    numbers = {item.key: item for item in shown(response)["numbers"]}
    assert numbers["required"].value == shown(response)["norm"].required
    assert "公治〔2015〕168号" in text(response)
    assert "引用前请核对原文" in text(response)


def test_campus_file_of_a_foreign_campus_does_not_exist(scene: Scene, cast: Cast) -> None:
    assert client_of(cast["neighbour"]).get(file_of(scene["plain"])).status_code == 404
    assert client_of(cast["neighbour"]).get("/campuses/999999/").status_code == 404


def test_people_are_hidden_from_an_office_that_gave_the_campus_away(scene: Scene, cast: Cast) -> None:
    response = client_of(cast["neighbour"]).get(file_of(scene["west"]))
    assert response.status_code == 200
    assert shown(response)["guards"] == []
    assert "目前不在您的辖区内" in text(response)
    assert "张三" not in text(response)


def test_campus_that_is_closed_says_so(scene: Scene, cast: Cast) -> None:
    page = text(client_of(cast["city_police"]).get(f"/campuses/{scene['south']}/?as_of=2020-12-15&line=police"))
    assert "当日未运行" in page
    assert "当日无核定情况" in page


def test_campus_nobody_serves_at_says_so(scene: Scene, cast: Cast) -> None:
    page = text(client_of(cast["city_police"]).get(file_of(scene["far"])))
    assert "当日无人在岗" not in page  # the city next door does not exist for this officer
    page = text(client_of(cast["city_police"]).get(file_of(scene["county's own"])))
    assert "当日无人在岗" in page


def test_every_fact_tells_file_sheet_row_column_and_who_recorded_it(places: Places, cast: Cast) -> None:
    guard = ("东关第1小学", "李四", "男", resident_number(), "专职", "自聘", "是", "湘4300202000009", "2019-03-05")
    take_in(workbook([campus_row(1)], [guard]), places.education(EAST), file_name="东县.xlsx")
    campus = CampusProfile.objects.get().campus_id
    found = shown(client_of(cast["county_education"]).get(f"/campuses/{campus}/?as_of={DAY}&line=education"))
    facts, units, heads = (block.origin for block in found["blocks"])
    assert facts.place == "东县.xlsx · 学校情况 · 第 2 行"
    assert ("学校标识码", "B 列（学校标识码）") in facts.columns
    assert ("学生", "E 列（学生人数）") in heads.columns
    assert units.place == facts.place
    assert facts.recorded == "2020-11-05 09:00 由系统登记"
    (row,) = found["guards"]
    assert [title for title, _ in row.origins] == ["岗位", "保安员证"]
    post, certificate = (origin for _, origin in row.origins)
    assert post.place == "东县.xlsx · 保安员花名册 · 第 2 行"
    assert ("身份证号", "D 列（身份证号）") in post.columns
    assert ("保安员证编号", "H 列（保安员证编号）") in certificate.columns


def test_resident_number_never_stands_on_the_page(places: Places, cast: Cast) -> None:
    number = resident_number()
    guard = ("东关第1小学", "李四", "男", number, "专职", "自聘", "否", "", "2019-03-05")
    take_in(workbook([campus_row(1)], [guard]), places.education(EAST))
    campus = CampusProfile.objects.get().campus_id
    page = text(client_of(cast["county_education"]).get(f"/campuses/{campus}/"))
    assert "李四" in page
    assert number not in page
    assert f"{number[:3]}*************{number[-2:]}" in page


def test_fact_from_no_workbook_says_so(scene: Scene, cast: Cast) -> None:
    found = shown(client_of(cast["city_police"]).get(file_of(scene["plain"])))
    assert [block.origin.place for block in found["blocks"]] == ["", "", ""]
    assert "来源：非工作簿导入" in text(client_of(cast["city_police"]).get(file_of(scene["plain"])))


def test_timeline_tells_what_changed_on_its_days(scene: Scene, cast: Cast) -> None:
    rows = shown(client_of(cast["city_police"]).get(file_of(scene["plain"])))["timeline"]
    told = {row.since: row.changes for row in rows}
    assert "持证 −1" in told["2020-12-01"]
    assert "满 60 周岁" in told["2021-01-01"]
    assert told["2020-11-01"] == "首次登记"
    assert [row.since for row in rows if row.is_shown] == ["2020-11-01"]


def test_uncertified_guard_on_post_needs_a_hand(register: Register, cast: Cast) -> None:
    campus = register.campus()
    register.guard_on_post(campus, certified=False)
    (row,) = shown(client_of(cast["county_police"]).get(f"/campuses/{campus}/"))["guards"]
    assert (row.certificate, row.tone) == ("无证", "alarm")
    register.guard_on_post(campus, born=date(1980, 1, 1), certified=True)
    assert len(shown(client_of(cast["county_police"]).get(f"/campuses/{campus}/"))["guards"]) == 2


def test_campus_file_follows_the_recorded_instant(scene: Scene, cast: Cast) -> None:
    client = client_of(cast["city_police"])
    now = shown(client.get(file_of(scene["plain"])))
    then = shown(client.get(file_of(scene["plain"], as_recorded="2020-12-01T09:00")))
    students = [{pair.term: pair.value for pair in page["blocks"][2].pairs}["学生"] for page in (now, then)]
    assert students == ["185", "85"]
    assert [row.since for row in now["timeline"]] != [row.since for row in then["timeline"]]
    assert "保安员证被吊销" in text(client.get(file_of(scene["plain"])))
    assert "保安员证被吊销" not in text(client.get(file_of(scene["plain"], as_recorded="2020-12-01T09:00")))
    assert client.get(file_of(scene["plain"], as_recorded="2020-11-01T09:00")).status_code == 404


@pytest.mark.parametrize(
    ("language", "words", "ahead"),
    [
        ("zh-hans", ("沿革", "张三的保安员证被吊销", "迟21天获知"), "张三年满60周岁"),
        ("en", ("Story", "张三&#x27;s guard certificate is revoked", "learnt 21 days late"), "张三 turns 60"),
    ],
)
def test_campus_file_tells_its_story(
    scene: Scene, cast: Cast, language: str, words: tuple[str, ...], ahead: str
) -> None:
    response = client_of(cast["city_police"], language=language).get(file_of(scene["plain"]))
    page = text(response)
    assert all(word in page for word in (*words, ahead))
    rows = shown(response)["story"]
    assert [row.day for row in rows] == sorted((row.day for row in rows), reverse=True)
    marked = {row.text: [str(mark) for mark, _ in row.marks] for row in rows}
    assert marked[ahead] == ["其后" if language == "zh-hans" else "later"]
    assert "as_of=2021-01-01" in next(row.url for row in rows if row.text == ahead)


def test_what_has_not_come_yet_is_marked(register: Register, cast: Cast) -> None:
    campus = register.campus()
    register.guard_on_post(campus, born=date(2000, 6, 15))
    client = client_of(cast["county_police"])
    far = shown(client.get(f"/campuses/{campus}/"))["story_far"]
    assert [(row.text, [str(mark) for mark, _ in row.marks]) for row in far][-1] == ("张三年满35周岁", ["预计"])
    near = shown(client.get(f"/campuses/{campus}/?as_of=2035-01-01"))["story"]
    assert near[0].text == "张三年满35周岁"


def test_story_names_no_guard_to_an_office_that_gave_the_campus_away(scene: Scene, cast: Cast) -> None:
    page = text(client_of(cast["neighbour"]).get(file_of(scene["west"])))
    assert "一名保安员上岗" in page
    assert "张三" not in page


def test_old_events_are_folded_away(register: Register, cast: Cast) -> None:
    campus = register.campus()
    for number in range(25):
        register.counted(campus, (100 + number, 9, 0), on=date(2020, 11, 2 + number))
    page = shown(client_of(cast["county_police"]).get(f"/campuses/{campus}/?as_of=2020-11-30"))
    assert (len(page["story"]), page["story_old"][-1].day) == (20, "2020-11-01")
