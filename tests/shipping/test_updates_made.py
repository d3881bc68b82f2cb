"""Keys as they are made and read, and updates as they are made: the same bundle, the same file."""

from __future__ import annotations

import base64
import hashlib
import lzma
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from nacl.pwhash import scrypt

import run
from desktop.updates.minisign import comment_is_signed, file_is_signed, read_public_key, read_signature
from desktop.updates.update_file import check_update, this_platform
from shipping.keys import PASSWORD, asked_password, made_pair, public_text, read_secret
from shipping.trimming import size_of
from shipping.update_file import KEYS, made_update, public_key_in
from tests.made_updates import NEW, fake_bundle, files_in, secret_key

MINISIGN = shutil.which("minisign")
WITH_MINISIGN = pytest.mark.skipif(MINISIGN is None, reason="minisign's own program is not on this computer")
CHEAP = scrypt.OPSLIMIT_MIN
KEY = secret_key()
WORDS = "correct horse"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A small one."""
    return fake_bundle(tmp_path / "bundle", NEW)


def made(bundle: Path, out: Path) -> Path:
    """An update of it, packed as fast as can be."""
    return made_update(bundle, NEW, out, KEY, strength=0)


def minisign(folder: Path, *words: str, typed: str = "") -> str:
    """What minisign's own program says to this."""
    done = subprocess.run(
        [str(MINISIGN), *words], cwd=folder, input=typed, capture_output=True, text=True, check=True
    )
    return done.stdout


def changed(file: Path, at: int, to: bytes) -> Path:
    """A secret key with other bytes in it."""
    told, line = file.read_bytes().splitlines()
    blob = bytearray(base64.b64decode(line))
    blob[at : at + len(to)] = to
    file.write_bytes(told + b"\n" + base64.b64encode(blob) + b"\n")
    return file


@pytest.mark.parametrize("password", ["", WORDS, "пароль ☂"])
def test_a_pair_fits_together(tmp_path: Path, password: str) -> None:
    """Only its owner may read the secret one, whose password stands nowhere in it."""
    secret, public = made_pair(tmp_path / "safe", password, cost=CHEAP)
    assert read_secret(secret, password).public == public_key_in(public)
    assert (secret.name, public.name) == tuple(
        f"homespun-{public_key_in(public).name}.{kind}" for kind in ("key", "pub")
    )
    assert os.name == "nt" or secret.stat().st_mode & 0o777 == 0o600
    if password:
        assert bytes(read_secret(secret, password).signing) not in base64.b64decode(
            secret.read_bytes()[-213:]
        )


def test_two_pairs_have_nothing_in_common(tmp_path: Path) -> None:
    """Each is chance, and none takes the place of another one."""
    one, other = (read_secret(made_pair(tmp_path, "", cost=CHEAP)[0], "") for _ in range(2))
    assert one.id != other.id
    assert one.public.key != other.public.key
    assert len(list(tmp_path.iterdir())) == 4


def test_a_secret_key_does_not_come_into_the_checkout(tmp_path: Path) -> None:
    """Not by another way round either."""
    (tmp_path / "way").symlink_to(run.ROOT / "shipping", target_is_directory=True)
    for folder in (run.ROOT, run.ROOT / "shipping" / "keys", tmp_path / "way" / "keys"):
        with pytest.raises(run.SetupError):
            made_pair(folder, "", cost=CHEAP)
        assert not (folder.exists() and list(folder.glob("*.key")))


def test_the_password_comes_from_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty one, too; nobody is asked then."""
    monkeypatch.setenv(PASSWORD, WORDS)
    secret, _ = made_pair(tmp_path, asked_password("?"), cost=CHEAP)
    assert read_secret(secret) == read_secret(secret, WORDS)
    monkeypatch.setenv(PASSWORD, "")
    with pytest.raises(run.SetupError, match="password"):
        read_secret(secret)


@pytest.mark.parametrize(
    ("at", "to"),
    [
        (0, b"ED"),
        (2, b"\0\0"),
        (2, b"Xx"),
        (4, b"XX"),
        (6, b"another salt"),
        (38, b"\xff" * 8),
        (46, b"\xff" * 8),
        (60, b"other"),
        (150, b"other"),
    ],
    ids=["algorithm", "open", "encryption", "checksum's kind", "salt", "cost", "memory", "key", "checksum"],
)
def test_a_damaged_secret_key_signs_nothing(tmp_path: Path, at: int, to: bytes) -> None:
    """Nor does one eat up the computer's memory."""
    secret, _ = made_pair(tmp_path, WORDS, cost=CHEAP)
    with pytest.raises(run.SetupError):
        read_secret(changed(secret, at, to), WORDS)


@pytest.mark.parametrize("at", [62, 94], ids=["its secret half", "its public half"])
def test_a_damaged_open_key_signs_nothing(tmp_path: Path, at: int) -> None:
    """It has no password that could be wrong; what it signs, nobody would take."""
    secret, _ = made_pair(tmp_path, "", cost=CHEAP)
    with pytest.raises(run.SetupError, match="damaged"):
        read_secret(changed(secret, at, b"other"), "")


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"untrusted comment: x\n!\n", b"untrusted comment: x\nRWQ=\n"]
)
def test_what_is_no_key_is_told(tmp_path: Path, content: bytes) -> None:
    """With its name."""
    file = tmp_path / "some.key"
    file.write_bytes(content)
    with pytest.raises(run.SetupError, match=r"some\.key is not a secret key"):
        read_secret(file, "")
    with pytest.raises(run.SetupError, match=r"some\.key is not a public key"):
        public_key_in(file)
    with pytest.raises(run.SetupError):
        read_secret(tmp_path / "none", "")


def test_an_update_is_what_it_says(bundle: Path, tmp_path: Path) -> None:
    """It is named after what is in it, holds the bundle, and brings the key for the next one."""
    update = made(bundle, tmp_path / "out")
    assert update == tmp_path / "out" / f"homespun-{NEW}-{this_platform()}.update"
    assert list((tmp_path / "out").iterdir()) == [update]
    told = check_update(update, (KEY.public,))
    assert (told.version, told.platform, told.signed_by) == (NEW, this_platform(), KEY.public.name)
    assert (told.unpacked_bytes, told.files) == (size_of(bundle), 3)
    assert (bundle / KEYS / f"{KEY.public.name}.pub").read_text() == public_text(KEY.public)
    archive = update.read_bytes().split(b"\n", 4)[4]
    assert told.packed_bytes == len(archive)
    (tmp_path / "archive").write_bytes(archive)
    with lzma.open(tmp_path / "archive") as stream, tarfile.open(fileobj=stream) as file:
        assert {member.name for member in file if member.isfile()} == {
            f"{NEW}/{name}" for name, _ in files_in(bundle)
        }


def test_the_same_bundle_makes_the_same_update(bundle: Path, tmp_path: Path) -> None:
    """Whoever has made it, whenever: of nobody and from no time."""
    one = made(bundle, tmp_path / "one").read_bytes()
    (bundle / "homespun").touch()
    (bundle / "_internal" / "words.txt").chmod(0o600)
    assert made(bundle, tmp_path / "other").read_bytes() == one


def test_an_update_that_nobody_could_take_is_not_made(bundle: Path, tmp_path: Path) -> None:
    """Its maker hears of it, and not those who get it."""
    (bundle / "_internal" / "link").symlink_to("words.txt")
    with pytest.raises(run.SetupError, match="link"):
        made(bundle, tmp_path / "out")
    (bundle / "_internal" / "link").unlink()
    (bundle / "_internal" / "nul.txt").write_text("x")
    with pytest.raises(run.SetupError, match="nul"):
        made(bundle, tmp_path / "out")
    with pytest.raises(run.SetupError):
        made_update(fake_bundle(tmp_path / "other", "next"), "next", tmp_path / "out", KEY, strength=0)
    assert list((tmp_path / "out").iterdir()) == []


@WITH_MINISIGN
def test_minisign_finds_the_update_good_as_well(bundle: Path, tmp_path: Path) -> None:
    """Taken apart as its documentation says; one other byte, and it is not."""
    lines = made(bundle, tmp_path / "out").read_bytes().split(b"\n", 4)
    (tmp_path / "a.minisig").write_bytes(b"\n".join([*lines[:4], b""]))
    (tmp_path / "a").write_bytes(lines[4])
    (tmp_path / "k.pub").write_text(public_text(KEY.public))
    words = ("-V", "-p", "k.pub", "-x", "a.minisig", "-m", "a")
    said = minisign(tmp_path, *words)
    assert f'"version": "{NEW}"' in said
    (tmp_path / "a").write_bytes(lines[4] + b"!")
    with pytest.raises(subprocess.CalledProcessError):
        minisign(tmp_path, *words)


@WITH_MINISIGN
@pytest.mark.parametrize("password", ["", WORDS])
def test_minisigns_own_keys_sign_updates(bundle: Path, tmp_path: Path, password: str) -> None:
    """Open or encrypted, as its own program has made them."""
    words = ("-G", "-p", "their.pub", "-s", "their.key", *(() if password else ("-W",)))
    minisign(tmp_path, *words, typed=f"{password}\n{password}\n")
    key = read_secret(tmp_path / "their.key", password)
    assert key.public == public_key_in(tmp_path / "their.pub")
    update = made_update(bundle, NEW, tmp_path / "out", key, strength=0)
    assert check_update(update, (key.public,)).signed_by == key.public.name
    if password:
        with pytest.raises(run.SetupError, match="password"):
            read_secret(tmp_path / "their.key", "wrong")


@WITH_MINISIGN
@pytest.mark.parametrize("password", ["", WORDS])
def test_minisign_signs_with_our_keys(tmp_path: Path, password: str) -> None:
    """And what it signs counts here, its comment too."""
    secret, public = made_pair(tmp_path, password, cost=CHEAP)
    (tmp_path / "file").write_bytes(b"content")
    words = ("-S", "-s", secret.name, "-m", "file", "-t", "facts", *(() if password else ("-W",)))
    minisign(tmp_path, *words, typed=f"{password}\n")
    signature = read_signature((tmp_path / "file.minisig").read_bytes().splitlines())
    key = read_public_key(public.read_text())
    assert signature.comment == b"facts"
    assert comment_is_signed(signature, key)
    assert file_is_signed(signature, key, hashlib.blake2b(b"content").digest())
