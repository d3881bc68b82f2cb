"""The update: a bundle in an archive, behind its signature, in one file (`desktop/updates/update_file.py`).

Everything in it is given the same time and owner, and names come in their order: the same bundle makes the
same archive.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import shutil
import tarfile
import tempfile
from pathlib import Path

import run
from desktop.errors import UpdateError
from desktop.updates.minisign import PublicKey, read_public_key
from desktop.updates.unpacking import unpack
from desktop.updates.update_file import PROGRAM, SUFFIX, check_update, this_platform
from shipping.keys import SecretKey, public_text
from shipping.trimming import size_of

KEYS = Path("_internal") / "resources" / "updates" / "keys"
_CHUNK = 1024 * 1024


def let_trust(bundle: Path, key: PublicKey) -> None:
    """Let a bundle take updates that are signed with this key."""
    folder = bundle / KEYS
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{key.name}.pub").write_text(public_text(key), encoding="utf-8")


def public_key_in(file: Path) -> PublicKey:
    """Read a public key's file.

    Raises:
        run.SetupError: It is none.
    """
    try:
        return read_public_key(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise run.SetupError(f"{file} is not a public key.") from problem


def made_update(bundle: Path, version: str, out: Path, key: SecretKey, *, strength: int = 6) -> Path:
    """Make the update, and take it as those will who get it.

    Args:
        bundle: The bundle's folder; it is given the key, so that the next update is taken too.
        version: Of the program in it.
        out: Where the file goes.
        key: Signs it.
        strength: xz's, 0 to 9.

    Returns:
        The file, `out/homespun-VERSION-PLATFORM.update`.

    Raises:
        run.SetupError: The bundle holds what an update must not, a link for example.
    """
    let_trust(bundle, key.public)
    out.mkdir(parents=True, exist_ok=True)
    place = out / f"{PROGRAM}-{version}-{this_platform()}{SUFFIX}"
    with tempfile.TemporaryDirectory(dir=out) as work:
        archive = Path(work) / "archive"
        with (
            lzma.open(archive, "wb", preset=strength) as stream,
            tarfile.open(fileobj=stream, mode="w") as file,
        ):
            for path in (bundle, *sorted(bundle.rglob("*"))):
                name = Path(version, path.relative_to(bundle)).as_posix()
                file.add(path, arcname=name, recursive=False, filter=_nobodys)
        signed = Path(work) / place.name
        with signed.open("wb") as whole, archive.open("rb") as packed:
            whole.write(key.sign(_digest(archive), _facts(bundle, version, archive.stat().st_size)))
            shutil.copyfileobj(packed, whole, _CHUNK)
        try:
            update = check_update(signed, (key.public,))
            with archive.open("rb") as packed:
                unpack(packed, update, Path(work) / "unpacked")
        except UpdateError as problem:
            raise run.SetupError(f"Nobody could take this update. {problem}") from problem
        signed.replace(place)
    return place


def _facts(bundle: Path, version: str, packed_bytes: int) -> bytes:
    facts = {
        "program": PROGRAM,
        "version": version,
        "platform": this_platform(),
        "packed_bytes": packed_bytes,
        "unpacked_bytes": size_of(bundle),
        "files": sum(path.is_file() for path in bundle.rglob("*")),
    }
    return json.dumps(facts).encode("ascii")


def _digest(archive: Path) -> bytes:
    with archive.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").digest()


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Of nobody, from no time; who may run it stays."""
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member
