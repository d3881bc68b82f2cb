"""Keys and signatures: read, checked, and the same as minisign's own program makes and takes."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.updates.minisign import (
    PublicKey,
    comment_is_signed,
    file_is_signed,
    read_public_key,
    read_signature,
)
from shipping.keys import PASSWORD, made_pair, public_text, read_secret
from tests.made_updates import secret_key

MINISIGN = shutil.which("minisign")
WITH_MINISIGN = pytest.mark.skipif(MINISIGN is None, reason="minisign's own program is not on this computer")
CHEAP = 32768
"""The least that scrypt may cost."""
CONTENT = b"what is signed"
DIGEST = hashlib.blake2b(CONTENT).digest()


def test_a_signature_says_who_signed_what_and_with_which_comment() -> None:
    """And nothing else is taken for it."""
    key = secret_key()
    signature = read_signature(key.sign(DIGEST, b"a comment").splitlines())
    assert (signature.key_id, signature.comment) == (key.id, b"a comment")
    assert comment_is_signed(signature, key.public)
    assert file_is_signed(signature, key.public, DIGEST)
    assert not file_is_signed(signature, key.public, hashlib.blake2b(b"other").digest())
    assert not comment_is_signed(signature, secret_key(2).public)
    assert not file_is_signed(signature, secret_key(2).public, DIGEST)


def test_a_key_is_read_as_it_was_written() -> None:
    """Its name is a number, its lowest byte first."""
    key = PublicKey(bytes(range(8)), bytes(32))
    assert read_public_key(public_text(key)) == key
    assert key.name == "0706050403020100"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "untrusted comment: a\n",
        "no comment\n" + base64.b64encode(b"Ed" + bytes(40)).decode() + "\n",
        "untrusted comment: a\n" + base64.b64encode(b"ED" + bytes(40)).decode() + "\n",
        "untrusted comment: a\n" + base64.b64encode(b"Ed" + bytes(39)).decode() + "\n",
        "untrusted comment: a\n" + base64.b64encode(b"Ed" + bytes(41)).decode() + "\n",
        "untrusted comment: a\nno base64!\n",
        public_text(secret_key().public) + "one more line\n",
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    """Too short, too long, of another kind."""
    with pytest.raises(ValueError, match=r"^(no|a|too) "):
        read_public_key(text)


@pytest.mark.parametrize("line", range(4))
@pytest.mark.parametrize("wrong", [b"", b"a comment: x", b"!", b"RUQ="])
def test_what_is_no_signature_is_refused(line: int, wrong: bytes) -> None:
    """Each of its lines is looked at."""
    lines = secret_key().sign(DIGEST, b"a comment").splitlines()
    lines[line] = wrong
    with pytest.raises(ValueError, match=r"^(no|a|too) "):
        read_signature(lines)


@pytest.mark.parametrize("line", [1, 3])
def test_a_signature_is_written_in_one_way_only(line: int) -> None:
    """Else a file could be changed, and its signature still be right."""
    lines = secret_key().sign(DIGEST, b"a comment").splitlines()
    blob = base64.b64decode(lines[line])[:-1] + b"\0"  # so that its last letter is an A
    true = base64.b64encode(blob)
    fill = b"=" * true.count(b"=")
    bare = true.rstrip(b"=")
    lines[line] = true
    assert read_signature(lines)
    for other in (
        bare[:-1] + b"B" + fill,
        bare,
        true + b"=",
        true + b"\r",
        b" " + true,
        true + b"AAAA",
        true * 2,
    ):
        lines[line] = other
        with pytest.raises(ValueError, match=r"^(no|too) "):
            read_signature(lines)


def test_the_older_kind_of_signature_is_refused() -> None:
    """It would be over the file itself, which would have to lie in memory whole."""
    lines = secret_key().sign(DIGEST, b"a comment").splitlines()
    blob = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(b"Ed" + blob[2:])
    with pytest.raises(ValueError, match="another kind"):
        read_signature(lines)


@WITH_MINISIGN
def test_minisign_takes_our_signature(tmp_path: Path) -> None:
    """And refuses it for another file."""
    key = secret_key()
    (tmp_path / "ours.pub").write_text(public_text(key.public))
    (tmp_path / "file").write_bytes(CONTENT)
    (tmp_path / "file.minisig").write_bytes(key.sign(DIGEST, b"a comment"))
    command = [str(MINISIGN), "-V", "-p", "ours.pub", "-m", "file"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "a comment" in done.stdout
    (tmp_path / "file").write_bytes(CONTENT + b"!")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


@WITH_MINISIGN
def test_we_take_minisigns_keys_and_signature(tmp_path: Path) -> None:
    """Without a password, as its `-W` makes them."""
    (tmp_path / "file").write_bytes(CONTENT)
    for words in (
        ["-G", "-W", "-p", "theirs.pub", "-s", "theirs.key"],
        ["-S", "-W", "-s", "theirs.key", "-t", "said by them", "-m", "file"],
    ):
        subprocess.run([str(MINISIGN), *words], cwd=tmp_path, capture_output=True, check=True)
    public = read_public_key((tmp_path / "theirs.pub").read_text())
    signature = read_signature((tmp_path / "file.minisig").read_bytes().splitlines())
    assert signature.comment == b"said by them"
    assert comment_is_signed(signature, public)
    assert file_is_signed(signature, public, DIGEST)
    secret = read_secret(tmp_path / "theirs.key", "")
    assert secret.public == public
    ours = read_signature(secret.sign(DIGEST, b"").splitlines())
    assert file_is_signed(ours, public, DIGEST)


@WITH_MINISIGN
@pytest.mark.parametrize("password", ["", "correct horse"])
def test_minisign_signs_with_our_keys(tmp_path: Path, password: str) -> None:
    """Open or encrypted; the password is asked for on the terminal, here typed into it."""
    secret, public = made_pair(tmp_path, password, cost=CHEAP)
    (tmp_path / "file").write_bytes(CONTENT)
    no_password = ["-W"] if not password else []
    subprocess.run(
        [str(MINISIGN), "-S", *no_password, "-s", str(secret), "-m", "file"],
        cwd=tmp_path,
        input=f"{password}\n",
        text=True,
        capture_output=True,
        check=True,
    )
    signature = read_signature((tmp_path / "file.minisig").read_bytes().splitlines())
    assert file_is_signed(signature, read_public_key(public.read_text()), DIGEST)


def test_a_secret_key_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else may read it; a wrong password is told; the variable is taken."""
    secret, public = made_pair(tmp_path / "keys", "correct horse", cost=CHEAP)
    assert secret.stat().st_mode & 0o077 == 0
    monkeypatch.setenv(PASSWORD, "correct horse")
    assert read_secret(secret).public == read_public_key(public.read_text())
    with pytest.raises(Exception, match="another one"):
        read_secret(secret, "wrong")
    with pytest.raises(Exception, match="not a secret key"):
        read_secret(public, "")
    assert b"correct horse" not in secret.read_bytes()


def test_a_secret_key_never_comes_into_the_checkout() -> None:
    """It would be published with it."""
    place = Path(__file__).parent / "keys"
    with pytest.raises(Exception, match="does not belong"):
        made_pair(place, "", cost=CHEAP)
    assert not place.exists()
