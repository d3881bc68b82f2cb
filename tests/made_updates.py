"""Small updates that are signed like real ones: the program in them is a few lines of shell."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from desktop.paths import VERSIONS, Installation
from desktop.updates.update_file import PROGRAM, this_platform
from shipping.keys import SecretKey, public_text
from shipping.update_file import made_update

OLD, NEW = "0.9.0", "0.10.0"


def secret_key(seed: int = 1) -> SecretKey:
    """A key to sign with; the same number gives the same key."""
    return SecretKey(bytes([seed] * 8), SigningKey(bytes([seed] * 32)))


def fake_bundle(folder: Path, version: str, says: str | None = None) -> Path:
    """A bundle that prints its version and can do nothing else.

    Args:
        folder: Where it comes.
        version: What its program prints.
        says: What its program prints instead.
    """
    (folder / "_internal").mkdir(parents=True)
    (folder / "_internal" / "words.txt").write_text(f"words of {version}\n", encoding="utf-8")
    program = folder / "homespun"
    program.write_text(f"#!/bin/sh\necho '{says or f'homespun {version}'}'\n", encoding="utf-8")
    program.chmod(0o755)
    return folder


def fake_update(
    work: Path, version: str = NEW, key: SecretKey | None = None, says: str | None = None
) -> Path:
    """An update, signed; `work` is a folder for it and for what it is made of."""
    bundle = fake_bundle(work / f"bundle-{version}", version, says)
    return made_update(bundle, version, work / "stick", key or secret_key(), strength=0)


def fake_home(folder: Path, version: str = OLD) -> Installation:
    """A folder with one version in it, and the copy of the program that runs from there."""
    fresh = fake_bundle(folder / VERSIONS / version, version)
    (folder / "current").write_text(f"{version}\n", encoding="utf-8")
    return Installation("home", fresh, folder)


def let_administrator_trust(folder: Path, *keys: SecretKey) -> Path:
    """Keys of somebody who looks after a computer.

    Returns:
        What `HOMESPUN_DEFAULTS` is set to.
    """
    (folder / "update-keys").mkdir(parents=True, exist_ok=True)
    for key in keys:
        place = folder / "update-keys" / f"{key.public.name}.pub"
        place.write_text(public_text(key.public), encoding="utf-8")
    return folder / "settings.json"


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder, by name, with what is in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def packed(*members: tuple[tarfile.TarInfo, bytes], format: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar.xz of just these."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=format) as file:
        for member, content in members:
            file.addfile(member, io.BytesIO(content))
    return lzma.compress(whole.getvalue(), preset=0)


def member(name: str, content: bytes = b"x", **facts: Any) -> tuple[tarfile.TarInfo, bytes]:
    """A member of an archive; a plain file, if nothing else is said."""
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for fact, value in facts.items():
        setattr(info, fact, value)
    return info, content


def program(version: str = NEW, says: str | None = None) -> tuple[tarfile.TarInfo, bytes]:
    """A program that says its version."""
    script = f"#!/bin/sh\necho '{says or f'homespun {version}'}'\n"
    return member(f"{version}/homespun", script.encode(), mode=0o755)


def signed(place: Path, archive: bytes, key: SecretKey | None = None, **facts: Any) -> Path:
    """An update with this archive, and with these facts instead of the true ones.

    What is in the archive is looked up only where it is not told: not every archive can be read.
    """
    told = {
        "program": PROGRAM,
        "version": NEW,
        "platform": this_platform(),
        "packed_bytes": len(archive),
    }
    if not {"unpacked_bytes", "files"} <= facts.keys():
        with tarfile.open(fileobj=io.BytesIO(lzma.decompress(archive))) as file:
            sizes = [one.size for one in file if one.isfile()]
        told |= {"unpacked_bytes": sum(sizes), "files": len(sizes)}
    comment = json.dumps({**told, **facts}).encode("ascii")
    digest = hashlib.blake2b(archive).digest()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes((key or secret_key()).sign(digest, comment) + archive)
    return place
