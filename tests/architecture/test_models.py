"""What import contracts cannot see: foreign keys, named by text or by class, point downward like imports do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.kit.house import may_use, rooms

PREFIX = "gatehouse."


def room_of_model(model: type[models.Model]) -> str:
    return model.__module__.removeprefix(PREFIX).partition(".")[0]


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(PREFIX)]


def own_relations() -> Iterator[tuple[str, str, str, Any]]:
    """Each foreign key between our tables: its name, its room, the room it points to, and how it is tied."""
    for model in own_models():
        for field in model._meta.get_fields():
            target = field.related_model
            if not isinstance(field, models.ForeignKey | models.ManyToManyField) or not isinstance(target, type):
                continue
            if target.__module__.startswith(PREFIX):
                yield str(field), room_of_model(model), room_of_model(target), field.remote_field


def test_walk_sees_the_register() -> None:
    assert len(own_models()) > 10
    assert {room_of_model(model) for model in own_models()} <= set(rooms())


def test_foreign_keys_point_to_the_same_room_or_one_below() -> None:
    assert [name for name, room, other, _tie in own_relations() if not may_use(room, other)] == []


def test_foreign_key_into_another_room_leaves_no_name_there() -> None:
    assert [name for name, room, other, tie in own_relations() if room != other and not tie.hidden] == []


def test_deleting_never_spreads_into_another_room() -> None:
    kept = (models.PROTECT, models.RESTRICT)
    assert [name for name, room, other, tie in own_relations() if room != other and tie.on_delete not in kept] == []


def test_models_hold_no_workflow() -> None:
    overridden = [
        f"{model._meta.label}.{name}"
        for model in own_models()
        for name in ("save", "delete", "full_clean", "clean")
        if any(name in vars(base) for base in model.__mro__ if base.__module__.startswith(PREFIX))
    ]
    assert overridden == []


def test_model_says_what_it_is() -> None:
    # Django writes "Name(field, field)" where nobody wrote anything.
    silent = [model._meta.label for model in own_models() if (model.__doc__ or "").startswith(f"{model.__name__}(")]
    assert silent == []


@pytest.mark.django_db
def test_migrations_are_up_to_date() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
