"""The shipped model's files: whole, missing, damaged, and a manifest that lies."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

from desktop.errors import ModelError
from desktop.hub import shipped_model


def write(folder, files, /, **changes):
    """Write files and a true manifest; `changes` replaces parts of the manifest."""
    entries = []
    for role, content in files.items():
        (folder / f"{role}.bin").write_bytes(content)
        entries.append(
            {
                "role": role,
                "file": f"{role}.bin",
                "sha256": hashlib.sha256(content).hexdigest(),
                "bytes": len(content),
            }
        )
    body = {"name": "Spindle", "version": "0.1", "language": "1", "files": entries} | changes
    (folder / "manifest.json").write_text(json.dumps(body))
    return folder


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path, {"reader": b"reads", "writer": b"writes"})


def refusal(folder):
    with pytest.raises(ModelError) as caught:
        shipped_model(folder)
    return caught.value.key, caught.value.facts["file"]


def test_whole_model(folder):
    """Names, roles and paths are as the manifest says."""
    model = shipped_model(folder)
    assert (model.name, model.version, model.language) == ("Spindle", "0.1", "1")
    assert model.path("writer") == folder / "writer.bin"
    assert [file.role for file in model.files] == ["reader", "writer"]
    assert model.has("reader")
    assert not model.has("library")
    assert len(model.sha256) == 64


def test_unlisted_role_is_missing(folder):
    """Asking for a file that the model does not have is said."""
    with pytest.raises(ModelError, match="library"):
        shipped_model(folder).path("library")


def test_no_manifest(tmp_path):
    """Without a manifest there is no model."""
    assert refusal(tmp_path) == ("model_missing", "manifest.json")


def test_missing_file(folder):
    """A file that was deleted is named."""
    (folder / "writer.bin").unlink()
    assert refusal(folder) == ("model_missing", "writer.bin")


@pytest.mark.parametrize("content", [b"writer", b"Writes", b"writes and more", b""])
def test_damaged_file(folder, content):
    """A file of another size or content is named."""
    (folder / "writer.bin").write_bytes(content)
    assert refusal(folder) == ("model_damaged", "writer.bin")


def test_damage_after_a_good_check_is_noticed(folder):
    """A fingerprint is remembered only as long as the file is untouched."""
    shipped_model(folder)
    (folder / "writer.bin").write_bytes(b"wrItes")
    os.utime(folder / "writer.bin", ns=(1, 1))
    assert refusal(folder) == ("model_damaged", "writer.bin")


GOOD = {"role": "writer", "file": "writer.bin", "sha256": "0" * 64, "bytes": 1}


@pytest.mark.parametrize(
    "entry",
    [
        {},
        "writer.bin",
        GOOD | {"file": "../writer.bin"},
        GOOD | {"file": "/etc/passwd"},
        GOOD | {"file": "C:writer.bin"},
        GOOD | {"file": "a/b"},
        GOOD | {"file": "a\\b"},
        GOOD | {"file": ".hidden"},
        GOOD | {"file": ""},
        GOOD | {"file": 7},
        GOOD | {"sha256": "short"},
        GOOD | {"sha256": None},
        GOOD | {"bytes": -1},
        GOOD | {"bytes": "1"},
        GOOD | {"role": 3},
    ],
)
def test_manifest_that_lies(folder, entry):
    """An entry that is no entry, or points out of the folder, makes the manifest a damaged file."""
    write(folder, {}, files=[entry])
    assert refusal(folder) == ("model_damaged", "manifest.json")


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"files": []}', b"\xff", b"[" * 100_000])
def test_manifest_that_is_none(folder, raw):
    """Bytes that are no manifest are damage, not a crash."""
    (folder / "manifest.json").write_bytes(raw)
    assert refusal(folder) == ("model_damaged", "manifest.json")


def test_role_listed_twice(folder):
    """Two files for one role would leave it to chance which is used."""
    entries = json.loads((folder / "manifest.json").read_text())["files"]
    write(folder, {}, files=[entries[0], entries[0]])
    assert refusal(folder) == ("model_damaged", "manifest.json")


def test_another_writer(folder, tmp_path):
    """The person's own writer takes the place of the shipped one, and the model's fingerprint tells."""
    own = tmp_path / "own.gguf"
    own.write_bytes(b"mine")
    model = shipped_model(folder)
    other = model.with_writer(own)
    assert other.path("writer") == own
    assert other.path("reader") == model.path("reader")
    assert other.sha256 != model.sha256
    assert shipped_model(folder).with_writer(own).sha256 == other.sha256
    with pytest.raises(ModelError, match="none"):
        model.with_writer(tmp_path / "none.gguf")
