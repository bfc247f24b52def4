"""Words of the company register."""

from __future__ import annotations

from enum import StrEnum


class CompanyKind(StrEnum):
    """What a guard's employer is, when it is not the school."""

    SECURITY = "SECURITY"  # 保安服务公司
    PROPERTY = "PROPERTY"  # 物业服务企业
