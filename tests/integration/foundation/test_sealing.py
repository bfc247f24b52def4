"""What identifies a person is sealed: opened with the right key only, and never plain in any table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from gatehouse.foundation import sealing
from gatehouse.foundation.sealing import SealError
from gatehouse.guards.models import Guard
from gatehouse.guards.services import Person, register_guards
from gatehouse.kernel.identifiers import resident_id
from tests.kit.register import BORN, CLERK, Register, at, resident_number

NUMBER, PHONE = resident_number(BORN, 77), "13900001234"


@pytest.fixture
def other_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As if the installation had been given another master key."""
    path = tmp_path / "other.key"
    path.write_text("ab" * 32, encoding="ascii")
    monkeypatch.setenv("GATEHOUSE_KEY_FILE", str(path))
    sealing._derived.cache_clear()
    yield path
    sealing._derived.cache_clear()


def test_sealed_text_opens_with_its_key() -> None:
    key, wrapped = sealing.new_person_key()
    sealed = sealing.seal_text(sealing.person_key(wrapped), "张三")
    assert sealing.open_text(key, sealed) == "张三"
    assert "张三".encode() not in sealed


def test_same_text_is_sealed_differently_each_time() -> None:
    key, _ = sealing.new_person_key()
    assert sealing.seal_text(key, NUMBER) != sealing.seal_text(key, NUMBER)


def test_another_persons_key_does_not_open() -> None:
    key, _ = sealing.new_person_key()
    other, _ = sealing.new_person_key()
    with pytest.raises(SealError):
        sealing.open_text(other, sealing.seal_text(key, NUMBER))


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 9, 13, 20, -1])
def test_cut_value_is_refused(cut: int) -> None:
    sealed = sealing.seal_blob(b"a workbook")
    with pytest.raises(SealError):
        sealing.open_blob(sealed[:cut])


@pytest.mark.parametrize("place", [0, 1, 2, 14, -1])
def test_changed_byte_is_refused(place: int) -> None:
    sealed = bytearray(sealing.seal_blob(b"a workbook"))
    sealed[place] ^= 1
    with pytest.raises(SealError):
        sealing.open_blob(bytes(sealed))


def test_value_sealed_for_one_purpose_does_not_open_for_another() -> None:
    with pytest.raises(SealError):
        sealing.person_key(sealing.seal_blob(b"x" * 32))


def test_blind_index_is_stable_and_tells_nothing() -> None:
    index = sealing.blind_index(NUMBER)
    assert index == sealing.blind_index(NUMBER) != sealing.blind_index(resident_number(BORN, 78))
    assert len(index) == 64
    assert NUMBER not in index


def test_new_master_key_gives_another_blind_index(other_key: Path) -> None:
    there = sealing.blind_index(NUMBER)
    sealing._derived.cache_clear()
    other_key.write_text("cd" * 32, encoding="ascii")
    assert sealing.blind_index(NUMBER) != there


def stored_guard() -> Guard:
    (key,) = register_guards([Person(resident_id(NUMBER), PHONE)], by=CLERK, at=at("2020-11-05"))
    return Guard.objects.get(pk=key)


@pytest.mark.django_db
def test_stored_guard_opens_again() -> None:
    guard = stored_guard()
    key = sealing.person_key(bytes(guard.key_wrapped))
    assert sealing.open_text(key, bytes(guard.id_sealed)) == NUMBER
    assert sealing.open_text(key, bytes(guard.phone_sealed)) == PHONE
    assert guard.id_index == sealing.blind_index(NUMBER)


@pytest.mark.django_db
def test_wrong_master_key_is_told_clearly(request: pytest.FixtureRequest) -> None:
    guard = stored_guard()
    request.getfixturevalue("other_key")
    with pytest.raises(SealError, match="master key does not open"):
        sealing.person_key(bytes(guard.key_wrapped))


def every_stored_text() -> Iterator[tuple[str, str]]:
    """Column and content of everything any table holds, bytes taken as Latin text and as hexadecimal digits."""
    own = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    for model in own:
        fields = list(model._meta.concrete_fields)
        for row in model._default_manager.values_list(*(field.attname for field in fields)):
            for field, value in zip(fields, row, strict=True):
                data = bytes(value) if isinstance(value, bytes | memoryview) else None
                text = f"{data.decode('latin-1')} {data.hex()}" if data is not None else str(value)
                yield f"{model._meta.label}.{field.name}", text


def test_number_and_phone_stand_plain_in_no_table(register: Register) -> None:
    campus = register.campus()
    guard = stored_guard()
    register.on_post(guard.pk, campus)
    register.certificate(guard.pk)
    needles = [part for text in (NUMBER, PHONE) for part in (text, text.encode().hex())]
    everything = list(every_stored_text())
    assert any("湘4300202000001" in text for _, text in everything)  # the scan does read contents
    assert [column for column, text in everything if any(needle in text for needle in needles)] == []
    birth_and_serial = NUMBER[6:17]
    assert [column for column, text in everything if birth_and_serial in text] == []


@pytest.mark.django_db
def test_number_is_not_in_the_queries_either() -> None:
    with connection.execute_wrapper(_Watch()):
        stored_guard()


class _Watch:
    """Fails when a number passes to the database as it is."""

    def __call__(self, execute: object, sql: str, params: object, many: object, context: object) -> object:
        assert NUMBER not in repr(params)
        assert PHONE not in repr(params)
        return execute(sql, params, many, context)  # type: ignore[operator]
