"""Sealing of what identifies a person, under a key per person.

Each person has a random data key, wrapped by a key derived from the master key; sealed values are AES-256-GCM under the
data key. Destroying the wrapped key deletes the values for good while counts remain. Equality search goes through a
keyed blind index (HMAC-SHA-256), so the database alone tells nothing. Every sealed value starts with a byte naming its
algorithm and a byte naming the master key's generation, so both can change later.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gatehouse.foundation import home

AES_256_GCM = 1
KEY_GENERATION = 1
_HEADER = bytes([AES_256_GCM, KEY_GENERATION])
_NONCE = 12


class SealError(ValueError):
    """A sealed value that this master key does not open."""


@cache
def _derived(purpose: bytes) -> bytes:
    """A key for one purpose, derived from the master key."""
    return hmac.new(home.master_key(), b"gatehouse " + purpose, hashlib.sha256).digest()


def _seal(key: bytes, value: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return _HEADER + nonce + AESGCM(key).encrypt(nonce, value, _HEADER)


def _open(key: bytes, sealed: bytes) -> bytes:
    header, nonce, body = sealed[:2], sealed[2 : 2 + _NONCE], sealed[2 + _NONCE :]
    if header != _HEADER:
        message = "sealed with an algorithm or key generation that is not known here"
        raise SealError(message)
    try:
        return AESGCM(key).decrypt(nonce, body, header)
    except (InvalidTag, ValueError) as error:  # the latter when it is cut off inside the nonce
        message = "the master key does not open this value"
        raise SealError(message) from error


def new_person_key() -> tuple[bytes, bytes]:
    """A fresh data key: (key, wrapped key to store)."""
    key = AESGCM.generate_key(bit_length=256)
    return key, _seal(_derived(b"person keys"), key)


def person_key(wrapped: bytes) -> bytes:
    """Unwrap a stored data key. Raises SealError."""
    return _open(_derived(b"person keys"), bytes(wrapped))


def seal_text(key: bytes, text: str) -> bytes:
    """Seal a text under a person's data key."""
    return _seal(key, text.encode())


def open_text(key: bytes, sealed: bytes) -> str:
    """Open a text sealed under a person's data key. Raises SealError."""
    return _open(key, bytes(sealed)).decode()


def seal_blob(data: bytes) -> bytes:
    """Seal a file's content under the installation's file key."""
    return _seal(_derived(b"files"), data)


def open_blob(sealed: bytes) -> bytes:
    """Open a file's content. Raises SealError."""
    return _open(_derived(b"files"), sealed)


def blind_index(value: str) -> str:
    """The keyed digest by which an identifier is found without opening any; 64 hexadecimal digits."""
    return hmac.new(_derived(b"blind index"), value.encode(), hashlib.sha256).hexdigest()
