"""The pair of keys for updates, in minisign's own files: `minisign` can be used in the place of all of this.

    python run.py ship key --to DIR      makes HOMESPUN-ID.key (secret) and HOMESPUN-ID.pub

The secret one never comes into the checkout. It is encrypted with a password (scrypt, as minisign does) from
the variable HOMESPUN_KEY_PASSWORD or, in a terminal, from whoever types it; empty, it lies open for its owner
alone.
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from nacl.pwhash import scrypt
from nacl.signing import SigningKey
from nacl.utils import random

import run
from desktop.updates.minisign import KEY_ALGORITHM, PREHASHED, TRUSTED, UNTRUSTED, PublicKey

PASSWORD = "HOMESPUN_KEY_PASSWORD"
_ENCRYPTED, _OPEN, _CHECKSUM = b"Sc", b"\0\0", b"B2"
_SALT, _ID, _SECRET, _SUM = 32, 8, 64, 32
_BODY = _ID + _SECRET + _SUM
_LENGTH = 6 + _SALT + 16 + _BODY
_MEMORY_PER_COST = 32
"""libsodium's own measure for each of its costs."""
_MOST_MEMORY = scrypt.MEMLIMIT_SENSITIVE
"""What minisign asks for at most; a damaged file could ask for all that there is."""


@dataclass(frozen=True, slots=True)
class SecretKey:
    """Signs.

    Attributes:
        id: As in its public key.
        signing: The ed25519 key.
    """

    id: bytes
    signing: SigningKey

    @property
    def public(self) -> PublicKey:
        """What others check its signatures with."""
        return PublicKey(self.id, bytes(self.signing.verify_key))

    def sign(self, digest: bytes, comment: bytes) -> bytes:
        """Return the four lines of a signature.

        Args:
            digest: The BLAKE2b-512 of what is signed.
            comment: One line that is signed along with it.
        """
        signature = self.signing.sign(digest).signature
        over_both = self.signing.sign(signature + comment).signature
        told = UNTRUSTED + f"signature with the key {self.public.name}".encode()
        blob = base64.b64encode(PREHASHED + self.id + signature)
        return b"\n".join([told, blob, TRUSTED + comment, base64.b64encode(over_both), b""])


def public_text(key: PublicKey) -> str:
    """A public key's file."""
    blob = base64.b64encode(KEY_ALGORITHM + key.id + key.key).decode()
    return f"{UNTRUSTED.decode()}minisign public key {key.name}\n{blob}\n"


def made_pair(folder: Path, password: str, *, cost: int = scrypt.OPSLIMIT_SENSITIVE) -> tuple[Path, Path]:
    """Make a pair of keys.

    Args:
        folder: Where both go; outside the checkout.
        password: Encrypts the secret one; "" leaves it open.
        cost: How long a guess at the password takes, libsodium's `opslimit`.

    Returns:
        The secret key's file, which only its owner may read, and the public one's.

    Raises:
        run.SetupError: The folder lies in the checkout.
        OSError: It cannot be written, or has such files.
    """
    if folder.resolve().is_relative_to(run.ROOT):
        raise run.SetupError("A secret key does not belong into the checkout. Name another folder with --to.")
    key = SecretKey(random(_ID), SigningKey.generate())
    folder.mkdir(parents=True, exist_ok=True)
    secret, public = (folder / f"homespun-{key.public.name}.{kind}" for kind in ("key", "pub"))
    with os.fdopen(
        os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(_secret_text(key, password, cost))
    public.write_text(public_text(key.public), encoding="utf-8")
    return secret, public


def read_secret(file: Path, password: str | None = None) -> SecretKey:
    """Read a secret key, ours or minisign's.

    Args:
        file: Its file.
        password: For an encrypted one; None asks for it.

    Raises:
        run.SetupError: It is none, or the password is wrong.
    """
    try:
        lines = file.read_bytes().splitlines()
        blob = base64.b64decode(lines[1], validate=True)
    except (OSError, ValueError, IndexError) as problem:
        raise run.SetupError(f"{file} is not a secret key.") from problem
    kind = blob[:6]
    if len(blob) != _LENGTH or kind not in (_head(_ENCRYPTED), _head(_OPEN)):
        raise run.SetupError(f"{file} is not a secret key.")
    salt, numbers, body = blob[6 : 6 + _SALT], blob[6 + _SALT : -_BODY], blob[-_BODY:]
    if kind == _head(_ENCRYPTED):
        given = asked_password(f"Password of {file.name}: ") if password is None else password
        cost, memory = (int.from_bytes(number, "little") for number in (numbers[:8], numbers[8:]))
        if max(cost * _MEMORY_PER_COST, memory) > _MOST_MEMORY:
            raise run.SetupError(f"{file} is damaged.")
        body = _crossed(body, scrypt.kdf(_BODY, given.encode(), salt, cost, memory))
    key_id, secret, checksum = body[:_ID], body[_ID : _ID + _SECRET], body[_ID + _SECRET :]
    if kind == _head(_ENCRYPTED) and checksum != _sum_of(key_id, secret):
        raise run.SetupError(f"The password of {file} is another one.")
    signing = SigningKey(secret[:32])
    if bytes(signing.verify_key) != secret[32:]:  # an open one of minisign's has no checksum
        raise run.SetupError(f"{file} is damaged.")
    return SecretKey(key_id, signing)


def asked_password(question: str) -> str:
    """Where the password comes from; "" for none."""
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    return getpass.getpass(question) if sys.stdin.isatty() else ""


def _secret_text(key: SecretKey, password: str, cost: int) -> str:
    secret = bytes(key.signing) + bytes(key.signing.verify_key)
    body = key.id + secret + _sum_of(key.id, secret)
    salt, memory = random(_SALT), cost * _MEMORY_PER_COST
    if password:
        body = _crossed(body, scrypt.kdf(_BODY, password.encode(), salt, cost, memory))
    numbers = cost.to_bytes(8, "little") + memory.to_bytes(8, "little")
    head = _head(_ENCRYPTED if password else _OPEN)
    told = "minisign encrypted secret key" if password else "minisign secret key, not encrypted"
    return f"{UNTRUSTED.decode()}{told}\n{base64.b64encode(head + salt + numbers + body).decode()}\n"


def _head(encryption: bytes) -> bytes:
    """How a secret key begins."""
    return KEY_ALGORITHM + encryption + _CHECKSUM


def _sum_of(key_id: bytes, secret: bytes) -> bytes:
    return hashlib.blake2b(KEY_ALGORITHM + key_id + secret, digest_size=_SUM).digest()


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
