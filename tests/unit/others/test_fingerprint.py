"""Fingerprints of models' files: right, remembered, and never those of another file."""

from __future__ import annotations

import hashlib
import os

import pytest

from desktop.others.fingerprint import Fingerprints


@pytest.fixture
def model(tmp_path):
    file = tmp_path / "model.gguf"
    file.write_bytes(b"weights")
    return file


def test_a_fingerprint_is_the_files_sha256(tmp_path, model):
    """The one that everybody else would work out."""
    assert Fingerprints(tmp_path / "kept").of(model) == hashlib.sha256(b"weights").hexdigest()


def test_it_is_remembered_until_the_file_changes(tmp_path, model):
    """The next start does not read the whole file again; another state of the file is another file."""
    first = Fingerprints(tmp_path / "kept").of(model)
    state = model.stat()
    model.write_bytes(b"WEIGHTS")
    os.utime(model, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert Fingerprints(tmp_path / "kept").of(model) == first  # only its size and time are looked at
    os.utime(model, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000_000))
    assert Fingerprints(tmp_path / "kept").of(model) == hashlib.sha256(b"WEIGHTS").hexdigest()


def test_a_file_that_is_gone_has_none(tmp_path):
    """A stick that was pulled out keeps nobody from what the model wrote."""
    assert Fingerprints(tmp_path).of(tmp_path / "gone.gguf") == ""


@pytest.mark.parametrize("text", ["", "[]", '{"x": 1}', '{"x": "short"}', "\x00", '{"a": ' * 5000])
def test_a_damaged_memory_teaches_nothing(tmp_path, model, text):
    """It is worked out anew."""
    (tmp_path / "fingerprints.json").write_text(text, encoding="utf-8")
    assert Fingerprints(tmp_path).of(model) == hashlib.sha256(b"weights").hexdigest()


def test_a_disk_that_refuses_is_no_reason_to_fail(tmp_path, model):
    """The folder cannot be made where a file is."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert len(Fingerprints(tmp_path / "file").of(model)) == 64
