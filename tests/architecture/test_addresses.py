"""Nobody adds an address without saying who may open it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.security.addresses import ADDRESSES


def patterns(resolver: URLResolver, route: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """Route and full name (``room:name``; empty when it has none) of every address."""
    for entry in resolver.url_patterns:
        here = f"{route}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            yield here, f"{prefix}{entry.name}" if entry.name else ""


def named() -> list[str]:
    return [name for _route, name in patterns(get_resolver()) if name]


def test_every_address_has_a_name() -> None:
    assert [route for route, name in patterns(get_resolver()) if not name] == []


def test_address_names_are_not_used_twice() -> None:
    assert [name for name, count in Counter(named()).items() if count > 1] == []


def test_every_address_says_who_may_open_it() -> None:
    assert sorted(set(named()) - set(ADDRESSES)) == []


def test_address_table_names_no_address_that_is_gone() -> None:
    assert sorted(set(ADDRESSES) - set(named())) == []
