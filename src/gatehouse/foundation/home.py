"""Where an installation keeps its things: home folder, database, master key. Read once, from the environment."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

KEY_BYTES = 32
DEMO_DATABASE = "demo-loudi-2020.sqlite3"
DATABASE = "gatehouse.sqlite3"


class KeyFileError(RuntimeError):
    """The master key cannot be read or has the wrong length."""


def home() -> Path:
    """The installation's folder: GATEHOUSE_HOME, else ``var/`` of a source checkout, else the user's data folder."""
    named = os.environ.get("GATEHOUSE_HOME")
    if named:
        return Path(named).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "gatehouse"


def demo_database_url() -> str:
    """The database the demo city is loaded into, apart from any real one: the named one, else a file of its own."""
    return os.environ.get("GATEHOUSE_DATABASE_URL") or f"sqlite:///{home() / DEMO_DATABASE}"


def database_url() -> str:
    """The database in use: GATEHOUSE_DATABASE_URL, else the real file, else the demo's when only that exists."""
    named = os.environ.get("GATEHOUSE_DATABASE_URL")
    if named:
        return named
    real, demo = home() / DATABASE, home() / DEMO_DATABASE
    return f"sqlite:///{demo if demo.exists() and not real.exists() else real}"


def master_key() -> bytes:
    """The 32-byte master key, made on first use with access for its owner only. Raises KeyFileError."""
    path = Path(os.environ.get("GATEHOUSE_KEY_FILE") or home() / "master.key")
    try:
        return _read_key(path)
    except FileNotFoundError:
        return _new_key(path)


def _read_key(path: Path) -> bytes:
    """The key in a file. Raises KeyFileError, and FileNotFoundError when there is none yet."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        message = f"the master key {path} cannot be read: {error}"
        raise KeyFileError(message) from error
    if len(key) != KEY_BYTES:
        message = f"the master key {path} must hold {KEY_BYTES} bytes as hexadecimal digits"
        raise KeyFileError(message)
    return key


def _new_key(path: Path) -> bytes:
    """Make a key, unless another process was faster: then that one.

    The file gets its name only when it is whole, so nobody ever reads half a key and seals under it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES).hex() + "\n")
        with suppress(FileExistsError):
            os.link(partial, path)
    finally:
        partial.unlink()
    return _read_key(path)
