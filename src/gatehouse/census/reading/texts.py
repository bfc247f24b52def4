"""Tidying whole columns of text before they are read as something."""

from __future__ import annotations

import string

import polars as pl

_WHITE = r"[\s\x1c-\x1f]+"
"""White space as Python's ``str.split`` sees it, so that columns and single texts are tidied alike."""
_NOTHING = r"^(?:[-—–_/\\|~*.。、×]+|无|没有|暂无|无证|未办|未办证|未办理|无此项|不适用)?$"
_ALPHANUMERIC = string.digits + string.ascii_letters
_FULL_WIDTH = [chr(ord(character) + 0xFEE0) for character in _ALPHANUMERIC]


def raw(field: str) -> str:
    """The column of a field's text as it was read."""
    return f"raw.{field}"


def fault(field: str) -> str:
    """The column of the code of what is wrong with a field's cell, null when nothing is."""
    return f"fault.{field}"


def told(field: str) -> str:
    """The column of what the sender wrote, where the field itself is taken from a better source."""
    return f"told.{field}"


def tidy(text: pl.Expr) -> pl.Expr:
    """The column twin of ``kernel.identifiers.tidy``: half-width, no white space, upper case."""
    return text.str.normalize("NFKC").str.replace_all(_WHITE, "").str.to_uppercase()


def meant(text: pl.Expr) -> pl.Expr:
    """A text in half-width with single blanks; null where only a stroke or a word for "nothing" was written."""
    plain = text.str.normalize("NFKC").str.replace_all(_WHITE, " ").str.strip_chars()
    return pl.when(~plain.str.contains(_NOTHING)).then(plain)


def wording(text: pl.Expr) -> pl.Expr:
    """A name or address in one spelling: half-width letters and digits, full-width brackets, no padding.

    Blanks inside go where the text has no Latin letters ("张 三"), as they separate nothing in Chinese. Null where
    only a stroke or a word for "nothing" was written.
    """
    plain = (
        text.str.replace_many([*_FULL_WIDTH, "(", ")"], [*_ALPHANUMERIC, "（", "）"])
        .str.replace_all(_WHITE, " ")
        .str.strip_chars()
    )
    plain = pl.when(plain.str.contains("[A-Za-z]")).then(plain).otherwise(plain.str.replace_all(" ", ""))
    return pl.when(~plain.str.contains(_NOTHING)).then(plain)
