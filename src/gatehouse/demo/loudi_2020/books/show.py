"""How a value is written into a cell: dates in the ways people write them, yes and no, full-width digits."""

from __future__ import annotations

from datetime import date

from gatehouse.demo.loudi_2020.books.rows import Value

_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_WIDE_SHARE = 9
"""One value in so many is typed with full-width digits."""


def plain(value: Value) -> Value:
    """As it is; a date becomes a true Excel date."""
    return value


def blank_zero(value: Value) -> Value:
    """Nothing for none."""
    return value or None


def number(value: Value) -> Value:
    """Digits as a number, as a cell does that was not formatted as text."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def year_month_dotted(value: Value) -> Value:
    """2019.3."""
    return f"{value.year}.{value.month}" if isinstance(value, date) else value


def dotted(value: Value) -> Value:
    """2019.3.15."""
    return f"{value.year}.{value.month}.{value.day}" if isinstance(value, date) else value


def year_month_chinese(value: Value) -> Value:
    """2019年3月."""
    return f"{value.year}年{value.month}月" if isinstance(value, date) else value


def chinese(value: Value) -> Value:
    """2019年3月15日."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else value


def compact(value: Value) -> Value:
    """20190315, as text."""
    return f"{value:%Y%m%d}" if isinstance(value, date) else value


def yes_no(value: Value) -> Value:
    """是 or 否."""
    return "是" if value else "否"


def have_not(value: Value) -> Value:
    """有 or 无."""
    return "有" if value else "无"


def tick(value: Value) -> Value:
    """√ or ×."""
    return "√" if value else "×"


def wide_at_times(value: Value) -> Value:
    """Text, now and then with full-width digits."""
    if isinstance(value, str) and sum(map(ord, value)) % _WIDE_SHARE == 0:
        return value.translate(_WIDE)
    return value


def lower_x(value: Value) -> Value:
    """A resident ID as it is often typed: a small x, now and then full-width digits."""
    return str(wide_at_times(value)).replace("X", "x") if value else value


def spaced(value: Value) -> Value:
    """A name of two characters with a space between, so that columns of names line up."""
    return "\u3000".join(value) if isinstance(value, str) and len(value) == 2 else value  # noqa: PLR2004 - characters


def school_source(value: Value) -> Value:
    """The longer words for hiring sources."""
    return {"自聘": "学校自聘", "物业公司": "物业", "保安公司": "保安服务公司"}.get(str(value), value)
