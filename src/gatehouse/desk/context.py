"""What the page shell shows around every page of a logged-in person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(_request: HttpRequest) -> dict[str, Any]:
    """The shell's context."""
    return {}
