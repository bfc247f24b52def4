"""Reading kept files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gatehouse.foundation import home, sealing


class MissingFileError(LookupError):
    """A file that the register knows is not in the store, or is not what it was."""


def path_of(digest: str) -> Path:
    """Where a blob lies in the store."""
    return home.home() / "files" / digest[:2] / digest[2:4] / digest


def content(digest: str) -> bytes:
    """A kept file's bytes, checked against their digest. Raises MissingFileError."""
    try:
        data = sealing.open_blob(path_of(digest).read_bytes())
    except (OSError, sealing.SealError) as error:
        raise MissingFileError(digest) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise MissingFileError(digest)
    return data
