"""Commands as people and scripts call them."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result
from django.utils import translation

from gatehouse.config.cli import cli


def run(*words: object, language: str = "en", typed: str = "") -> Result:
    """Call `gatehouse` with these words; ``typed`` is what comes from the input."""
    with translation.override(language):
        return CliRunner().invoke(cli, [str(word) for word in words], input=typed)


def done(*words: object, typed: str = "") -> dict[str, Any]:
    """Call with --json what must succeed, and return its answer."""
    found = run(*words, "--json", typed=typed)
    assert found.exit_code == 0, found.output
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def refused(*words: object, typed: str = "") -> str:
    """Call with --json what must be refused with a sentence and a remedy, and return the code."""
    found = run(*words, "--json", typed=typed)
    assert found.exit_code == 1, found.output
    told = json.loads(found.stdout)["refused"]
    assert told["reason"]
    assert told["remedy"]
    code: str = told["code"]
    return code
