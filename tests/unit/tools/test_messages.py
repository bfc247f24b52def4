"""The translation check finds each kind of mistake it is there for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools import messages

HEADER = messages.HEADER


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An invented room with one module, one template and an empty catalogue."""
    package = tmp_path / "src" / "gatehouse"
    folder = package / "gatekeeping"
    (folder / "templates" / "gatekeeping").mkdir(parents=True)
    (folder / "locale" / "zh_Hans" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", package)
    return folder


def write(room: Path, *, code: str = "", template: str = "", catalogue: str = "") -> list[str]:
    (room / "views.py").write_text(code, encoding="utf-8")
    (room / "templates" / "gatekeeping" / "page.html").write_text(template, encoding="utf-8")
    (room / messages.CATALOGUE).write_text(HEADER + catalogue, encoding="utf-8")
    return [*messages.faults_of_room(room), *messages.faults_of_sources()]


def entry(english: str, chinese: str) -> str:
    return f'msgid "{english}"\nmsgstr "{chinese}"\n\n'


def test_translated_messages_of_code_and_template_pass(room: Path) -> None:
    faults = write(
        room,
        code='a = _("Gate")\nb = ngettext("%(n)s guard", "%(n)s guards", n)\nc = pgettext("verb", "Close")\n',
        template='<p>{% translate "Post" %}</p>\n'
        "    {% blocktranslate with n=x trimmed %}\n  Hello {{ n }}\n{% endblocktranslate %}",
        catalogue=entry("Gate", "校门")
        + 'msgid "%(n)s guard"\nmsgid_plural "%(n)s guards"\nmsgstr[0] "%(n)s名保安员"\n\n'
        + 'msgctxt "verb"\nmsgid "Close"\nmsgstr "关闭"\n\n'
        + entry("Post", "岗位")
        + entry("Hello %(n)s", "您好，%(n)s"),
    )
    assert faults == []


@pytest.mark.parametrize("catalogue", ["", entry("Gate", ""), "#, fuzzy\n" + entry("Gate", "校门")])
def test_message_without_translation_is_a_fault(room: Path, catalogue: str) -> None:
    (fault,) = write(room, code='a = _("Gate")\n', catalogue=catalogue)
    assert "'Gate'" in fault
    assert "views.py:1" in fault


def test_translation_that_nobody_uses_is_a_fault(room: Path) -> None:
    (fault,) = write(room, catalogue=entry("Gate", "校门"))
    assert "not used any more" in fault


def test_differing_placeholders_are_a_fault(room: Path) -> None:
    (fault,) = write(room, code='a = _("%(n)s of %(m)s")\n', catalogue=entry("%(n)s of %(m)s", "共%(n)s"))
    assert "['m']" in fault


def test_placeholder_without_a_name_is_a_fault(room: Path) -> None:
    (fault,) = write(room, code='a = _("%s guards")\n', catalogue=entry("%s guards", "%s名保安员"))
    assert "without a name" in fault


@pytest.mark.parametrize("call", ['_(f"{n} guards")', '_("guards" + n)', '_("{} guards".format(n))'])
def test_message_put_together_before_look_up_is_a_fault(call: str) -> None:
    faults = list(messages.faults_of_calls(messages.ROOT / "views.py", ast.parse(call)))
    assert len(faults) == 1


def test_chinese_in_sources_is_a_fault_but_not_in_comments_and_docstrings(room: Path) -> None:
    assert write(room, code='"""校门"""\nA = 1  # 校门\n', template="{# 校门 #}\n") == []
    faults = write(room, code='A = "校门"\n', template="<p>校门</p>\n")
    assert [fault.split(": ")[1] for fault in faults] == ["Chinese belongs into the catalogue"] * 2


def test_chinese_name_of_the_product_is_no_fault(room: Path) -> None:
    assert write(room, code='A = "Gatehouse 校卫"\n') == []


def test_same_message_translated_differently_in_two_rooms_is_a_fault(room: Path) -> None:
    other = room.with_name("patrols")
    write(room, catalogue=entry("Gate", "校门"))
    (other / messages.CATALOGUE).parent.mkdir(parents=True)
    (other / messages.CATALOGUE).write_text(HEADER + entry("Gate", "大门"), encoding="utf-8")
    (fault,) = messages.faults_between_rooms([room, other])
    assert "gatekeeping, patrols" in fault


def test_update_adds_what_is_new_and_keeps_what_was_translated(room: Path) -> None:
    write(room, code='a = _("Gate")\nb = _("Post")\n', catalogue=entry("Gate", "校门") + entry("Gone", "旧"))
    messages.update()
    found = messages.entries(messages.read_catalogue(room))
    assert {key[1]: message.string for key, message in found.items()} == {"Gate": "校门", "Post": ""}


def test_compile_writes_what_the_program_reads(room: Path) -> None:
    write(room, catalogue=entry("Gate", "校门"))
    messages.compile_all()
    assert "校门".encode() in (room / messages.CATALOGUE).with_suffix(".mo").read_bytes()
