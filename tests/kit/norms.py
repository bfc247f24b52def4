"""Rule files for publishing, simplified."""

from __future__ import annotations

from datetime import date

from gatehouse.norms import queries, rules
from gatehouse.norms.types import NATION, RuleSet

_TEXT = """
key = "{key}"
revision = {revision}
region = "{region}"
in_force_from = {since}
title = {{ zh = "示例标准", en = "Example norm" }}

[basis.text]
instrument = {{ zh = "示例文件", en = "Example text" }}
version = "{since}"
in_force_from = {since}
confidence = "SECONDARY"
region = "000000"

[[rule]]
key = "every"
title = {{ zh = "每校", en = "Every school" }}
severity = "BLOCK"
basis = ["text"]
posts = {posts}
"""


def norm_text(since: date, *, key: str = "CN-TEST-1", revision: int = 1, posts: int = 5, region: str = NATION) -> str:
    """A rule file that demands the same number of posts of every campus from a day on."""
    return _TEXT.format(key=key, revision=revision, since=since.isoformat(), posts=posts, region=region)


def shipped_on(day: date) -> RuleSet:
    """The shipped set that judges the country on a day, without a database."""
    found = rules.select(queries.shipped(), day, NATION)
    assert found is not None
    return found
