"""Words of the guard register."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from gatehouse.kernel.refusal import Refusal


class Engagement(StrEnum):
    """How a guard serves at a campus from a day on."""

    FULL_TIME = "FULL_TIME"  # 专职
    PART_TIME = "PART_TIME"  # 兼职: part-time, or a teacher or worker who guards beside another post
    ENDED = "ENDED"  # 离岗


class HiringSource(StrEnum):
    """Who employs the guard."""

    SELF = "SELF"  # 学校自聘
    PROPERTY = "PROPERTY"  # 物业公司
    COMPANY = "COMPANY"  # 保安服务公司
    UNKNOWN = "UNKNOWN"


class Schooling(StrEnum):
    """Highest schooling completed."""

    PRIMARY = "PRIMARY"  # 小学及以下
    JUNIOR = "JUNIOR"  # 初中
    SENIOR = "SENIOR"  # 高中(含中专、职高)
    COLLEGE = "COLLEGE"  # 大专及以上
    UNKNOWN = "UNKNOWN"


class LeavingReason(StrEnum):
    """Why an engagement ended or changed."""

    NONE = "NONE"
    RESIGNED = "RESIGNED"  # 辞职
    AGE = "AGE"  # 超龄清退
    UNFIT = "UNFIT"  # 不适任
    FAILED_EXAM = "FAILED_EXAM"  # 考核不合格
    REPLACED = "REPLACED"  # 由保安公司派员替换
    TRANSFERRED = "TRANSFERRED"  # 调往合并或分设的学校
    CAMPUS_CLOSED = "CAMPUS_CLOSED"  # 学校停办
    OTHER = "OTHER"


class CertificateState(StrEnum):
    """State of a guard certificate (保安员证) from a day on."""

    HELD = "HELD"  # 持证
    REVOKED = "REVOKED"  # 吊销
    WITHDRAWN = "WITHDRAWN"  # 撤销
    LAPSED = "LAPSED"  # 失效: past its last day of validity, often known years ahead
    NONE = "NONE"  # no certificate after all (a correction)


class SpellError(Refusal, ValueError):
    """An engagement that would end before it starts."""

    TEXTS: ClassVar = {
        "not-serving": "guard %(guard)s does not serve at campus %(campus)s on %(day)s: nothing can end there",
    }

    def __init__(self, guard_id: int, campus_id: int, day: date) -> None:
        """Keep what was said."""
        super().__init__("not-serving", guard=guard_id, campus=campus_id, day=day)
