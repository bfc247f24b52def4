"""Every command that people or scripts type is tried by a test and described in the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from gatehouse.config.cli import cli
from tests.kit.house import PACKAGE, ROOT, tracked


def commands(command: click.Command = cli, *path: str) -> Iterator[tuple[str, ...]]:
    """The words of every command that does something."""
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found, name
        yield from commands(found, *path, name)


def text_of_tests() -> str:
    own = ROOT / "tests" / "architecture"
    texts = (path for path in tracked(".py") if ROOT / "tests" in path.parents and own not in path.parents)
    return "\n".join(path.read_text(encoding="utf-8") for path in texts)


def test_every_command_is_tried() -> None:
    text = text_of_tests()
    untried = []
    for words in commands():
        # ["census", "import", …] or "census import …"
        pattern = r"""["']?[,\s]+["']?""".join(re.escape(word) for word in words)
        if not re.search(rf"""["'\s]{pattern}["'\s]""", text):
            untried.append(" ".join(words))
    assert untried == []


def test_every_management_command_is_tried() -> None:
    names = [path.stem for path in PACKAGE.glob("*/management/commands/[a-z]*.py")]
    assert [name for name in names if name not in text_of_tests()] == []


def test_every_command_is_described() -> None:
    reference = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    missing = [" ".join(words) for words in commands() if f"## gatehouse {' '.join(words)}\n" not in reference]
    assert missing == []
