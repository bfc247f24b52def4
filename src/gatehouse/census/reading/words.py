"""Words for kinds, ownership, engagement …: what offices write, and the value it means.

Each column has few different texts, so every different text is classified once and the column is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.census.reading.codes import CellCode
from gatehouse.census.reading.texts import fault, raw
from gatehouse.guards.types import Engagement, HiringSource, Schooling

YES = "YES"
NO = "NO"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one field: exact ones first, then patterns in order; ``accepted`` are named to the sender."""

    exact: dict[str, str]
    patterns: tuple[tuple[str, str], ...] = ()
    accepted: tuple[str, ...] = ()

    def value(self, text: str) -> str | None:
        """The value of a text, None if it is not understood."""
        plain = re.sub(r"[\s()\[\]【】,、。;:]+", "", unicodedata.normalize("NFKC", text)).lower()
        if plain in self.exact:
            return self.exact[plain]
        return next((value for pattern, value in self.patterns if re.search(pattern, plain)), None)


def _words(**groups: str) -> dict[str, str]:
    """Blank-separated words by value."""
    return {word: value for value, words in groups.items() for word in words.split()}


KIND = Vocabulary(
    _words(
        KINDERGARTEN="幼儿园", PRIMARY="村小 完小", JUNIOR="普通初中", SENIOR="普高", SPECIAL="特校", COMPLETE="完中"
    ),
    (
        (r"^[^含]*幼儿园|托儿所|^幼儿班|^学前班|^(?:城市|城镇|乡镇)园$", CampusKind.KINDERGARTEN),
        (r"教学点|校点", CampusKind.TEACHING_POINT),
        (r"特殊教育|特教|聋|盲|培智|启智|特校", CampusKind.SPECIAL),
        (r"十二年|12年", CampusKind.TWELVE_YEAR),
        (r"九年|9年", CampusKind.NINE_YEAR),
        (r"职业|中职|职高|职校|职中|中专|技工|技校|卫校", CampusKind.VOCATIONAL),
        (r"完全中学|完中|初高中|初中.*高中", CampusKind.COMPLETE),
        (r"高中|高级中学", CampusKind.SENIOR),
        (r"初中|初级中学", CampusKind.JUNIOR),
        (r"小学|完小", CampusKind.PRIMARY),
    ),
    (
        "幼儿园",
        "小学",
        "教学点",
        "初中",
        "九年一贯制学校",
        "高中",
        "完全中学",
        "十二年一贯制学校",
        "中等职业学校",
        "特殊教育学校",
    ),
)
OWNERSHIP = Vocabulary(
    _words(PRIVATE="社会力量 个人 私人 企业", PUBLIC="政府 国办 公立"),
    (
        (r"非普惠", Ownership.PRIVATE),
        (r"公办|公立|政府|国办|国有|教育部门", Ownership.PUBLIC),
        (r"普惠", Ownership.INCLUSIVE),
        (r"民办|私立|民营|社会力量|私人|个人", Ownership.PRIVATE),
    ),
    ("公办", "民办", "普惠性民办"),
)
LABEL = Vocabulary(
    _words(
        SCHOOL="中小学 学校 中小学校 小学 初中 高中 中学 普通中小学",
        CITY_KINDERGARTEN="城市 城市园",
        TOWN_KINDERGARTEN="城镇 城镇园 乡镇 乡镇园",
    ),
    (
        (r"城市.*幼儿园", CensusLabel.CITY_KINDERGARTEN),
        (r"(?:城镇|乡镇).*幼儿园", CensusLabel.TOWN_KINDERGARTEN),
    ),
    ("城市幼儿园", "城镇幼儿园", "中小学"),
)
LABEL_IN_KIND = Vocabulary(
    _words(CITY_KINDERGARTEN="城市园", TOWN_KINDERGARTEN="城镇园 乡镇园"), LABEL.patterns, LABEL.accepted
)
"""A kindergarten's label told by the kind column; the label column's short words would mean something else there."""
URBAN_CLASS = Vocabulary(
    _words(UNKNOWN="不详 未知"),
    (
        (r"城区|城乡结合|主城|^城市$", UrbanClass.URBAN),
        (r"镇区|镇乡结合|^城镇$|^镇$", UrbanClass.TOWN),
        (r"乡村|农村|村庄|乡中心|^乡$|^村$", UrbanClass.RURAL),
    ),
    ("城区", "镇区", "乡村"),
)
SEX = Vocabulary(_words(MALE="男 男性 m male 1", FEMALE="女 女性 f female 2"), (), ("男", "女"))
SCHOOLING = Vocabulary(
    _words(UNKNOWN="不详 未知", COLLEGE="大学 研究生 硕士 博士", PRIMARY="文盲 半文盲 扫盲班"),
    (
        (r"大专|专科|本科|大学|高职|研究生|硕士|博士", Schooling.COLLEGE),
        (r"高中|中专|职高|技校|中技|职中|高级中学|中等", Schooling.SENIOR),
        (r"初中|初级中学", Schooling.JUNIOR),
        (r"小学|文盲", Schooling.PRIMARY),
    ),
    ("小学", "初中", "高中", "大专及以上"),
)
ENGAGEMENT = Vocabulary(
    _words(FULL_TIME="是 专 √ ✓ 1", PART_TIME="否 兼 × ✗ 0"),
    (
        (r"非专职|非全日", Engagement.PART_TIME),
        (r"兼职|兼任", Engagement.PART_TIME),
        (r"专职|全职|全日制", Engagement.FULL_TIME),
    ),
    ("专职", "兼职"),
)
SOURCE = Vocabulary(
    _words(SELF="自聘 自招 校聘 学校 本校", PROPERTY="物业", COMPANY="保安公司 派驻 外派"),
    (
        (r"自聘|自招|自行|校聘|学校聘|本校聘|单位聘|自主聘", HiringSource.SELF),
        (r"保安(?:服务)?.{0,4}公司|安保公司", HiringSource.COMPANY),
        (r"物业", HiringSource.PROPERTY),
        (r"公司.*保安|派驻|外派", HiringSource.COMPANY),
    ),
    ("学校自聘", "物业公司", "保安公司"),
)
YES_OR_NO = Vocabulary(
    _words(
        YES="是 有 √ ✓ ✔ 1 y yes true 持证 已持证 已取证 有证 已取得 持有 已持有 已办 已办理 已发证 对 v",
        NO="否 无 × ✗ ✘ 0 n no false 未持证 无证 没有 未取证 未取得 办理中 正在办理 培训中 待考 x 未 - / 没 "
        "不 暂无 未办 未办理 申领中",
    ),
    (),
    ("是", "否"),
)


def classified(frame: pl.DataFrame, field: str, words: Vocabulary) -> pl.DataFrame:
    """Add a field's value (String, null when empty or not understood) and its fault."""
    unknown = pl.col(raw(field)).is_not_null() & pl.col(field).is_null()
    return looked_up(frame, raw(field), field, words.value).with_columns(
        pl.when(unknown).then(pl.lit(CellCode.WORD_UNKNOWN.value)).alias(fault(field))
    )


def looked_up(frame: pl.DataFrame, source: str, target: str, meaning: Callable[[str], str | None]) -> pl.DataFrame:
    """Add a column with the meaning of each text of another one; every different text is asked for once."""
    texts = frame[source].drop_nulls().unique().to_list()
    values = [meaning(text) for text in texts]
    return frame.with_columns(
        pl.col(source).replace_strict(texts, values, default=None, return_dtype=pl.String).alias(target)
    )
