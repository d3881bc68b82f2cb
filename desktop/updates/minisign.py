"""Keys and signatures of minisign (0.11), read and checked; the only file that knows the library for ed25519.

A key's file and a signature are a few lines of text. Of the two kinds of signatures only the newer one
counts (`ED`, over the file's BLAKE2b-512), so that a file of any size is checked while it goes by. A second
signature covers the first one and the trusted comment: what the comment says can be believed before the
file is read.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

KEY_ALGORITHM = b"Ed"
PREHASHED = b"ED"
UNTRUSTED = b"untrusted comment: "
TRUSTED = b"trusted comment: "
LINES = 4
"""A signature has so many."""
_ID_BYTES = 8
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Whose signature can be checked with it.

    Attributes:
        id: Eight bytes of chance that say which key a signature wants; they prove nothing.
        key: The ed25519 key (RFC 8032), 32 bytes.
    """

    id: bytes
    key: bytes

    @property
    def name(self) -> str:
        """The id as minisign prints it."""
        return name_of(self.id)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, not yet checked.

    Attributes:
        key_id: Of the key that it says it was made with.
        signature: Over the file's BLAKE2b-512.
        comment: The trusted comment.
        over_both: Over the signature and the comment.
    """

    key_id: bytes
    signature: bytes
    comment: bytes
    over_both: bytes


def name_of(key_id: bytes) -> str:
    """A key's id as minisign prints it: a number, its lowest byte first in the file."""
    return f"{int.from_bytes(key_id, 'little'):016X}"


def read_public_key(text: str) -> PublicKey:
    """Read a key's file.

    Raises:
        ValueError: It is none.
    """
    lines = text.encode("utf-8").splitlines()
    if len(lines) != 2 or not lines[0].startswith(UNTRUSTED):
        raise ValueError("no public key")
    algorithm, key_id, key = _taken_apart(lines[1], _KEY_BYTES)
    if algorithm != KEY_ALGORITHM:
        raise ValueError("a key for something else")
    return PublicKey(key_id, key)


def read_signature(lines: Sequence[bytes]) -> Signature:
    """Read a signature from its four lines, without their ends.

    Raises:
        ValueError: It is none, or one of the older kind.
    """
    if len(lines) != LINES or not lines[0].startswith(UNTRUSTED) or not lines[2].startswith(TRUSTED):
        raise ValueError("no signature")
    algorithm, key_id, signature = _taken_apart(lines[1], _SIGNATURE_BYTES)
    over_both = _decoded(lines[3])
    if algorithm != PREHASHED or len(over_both) != _SIGNATURE_BYTES:
        raise ValueError("a signature of another kind")
    return Signature(key_id, signature, lines[2].removeprefix(TRUSTED), over_both)


def comment_is_signed(signature: Signature, key: PublicKey) -> bool:
    """Whether the owner of the key has written the trusted comment."""
    return _is_signed(signature.signature + signature.comment, signature.over_both, key)


def file_is_signed(signature: Signature, key: PublicKey, digest: bytes) -> bool:
    """Whether the owner of the key has signed the file with this BLAKE2b-512."""
    return _is_signed(digest, signature.signature, key)


def _is_signed(message: bytes, signature: bytes, key: PublicKey) -> bool:
    try:
        VerifyKey(key.key).verify(message, signature)
    except BadSignatureError:
        return False
    return True


def _taken_apart(line: bytes, rest_bytes: int) -> tuple[bytes, bytes, bytes]:
    """Algorithm, key id, and what follows."""
    blob = _decoded(line)
    if len(blob) != len(KEY_ALGORITHM) + _ID_BYTES + rest_bytes:
        raise ValueError("too short or too long")
    return blob[:2], blob[2 : 2 + _ID_BYTES], blob[2 + _ID_BYTES :]


def _decoded(line: bytes) -> bytes:
    try:
        blob = base64.b64decode(line, validate=True)
    except binascii.Error as problem:
        raise ValueError("no base64") from problem
    if base64.b64encode(blob) != line:  # else its last letter could be another one, and mean the same
        raise ValueError("no base64 as it is written")
    return blob
