"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room `files`."""

    name = "gatehouse.files"
    label = "files"
