"""Keeping files by their content."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime

from gatehouse.files import queries
from gatehouse.files.models import Blob
from gatehouse.foundation import sealing


def keep(data: bytes, *, at: datetime) -> str:
    """Keep a file and return its digest; the same content is kept once. Written whole or not at all.

    A kept file that is no longer what it was is written anew.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = queries.path_of(digest)
    if not _is_whole(digest):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{digest}.{os.getpid()}.part")
        partial.write_bytes(sealing.seal_blob(data))
        partial.replace(path)
    Blob.objects.get_or_create(digest=digest, defaults={"size": len(data), "kept_at": at})
    return digest


def _is_whole(digest: str) -> bool:
    try:
        queries.content(digest)
    except queries.MissingFileError:
        return False
    return True
