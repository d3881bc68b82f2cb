"""What the hub says of itself is somebody's text: what is sound is shown, what is not is left out or refused."""

from __future__ import annotations

import json

import pytest
from gguf_bytes import model_bytes
from hub_server import COMMIT, FILE, REPOSITORY

from desktop.errors import HubError
from desktop.hub import catalogue, file_named, file_of, files_of, search, wire
from desktop.hub.catalogue import read_catalogue
from desktop.hub.wire import MAX_ANSWER_BYTES

pytestmark = pytest.mark.loopback
INFO = f"/api/models/{REPOSITORY}/revision/main"


def key_of(call, *arguments):
    with pytest.raises(HubError) as refused:
        call(*arguments)
    assert str(refused.value)
    return refused.value.key


def test_words_find_models(hub):
    (found,) = search(hub, "tiny")
    assert (found.repository, found.downloads, found.licence, found.gated) == (REPOSITORY, 7, "mit", False)
    assert search(hub, "no such & thing=1?") == ()


def test_files_of_a_model(hub, server):
    """Whole model files, smallest first, with all that is needed to fetch them."""
    server.host(REPOSITORY, "big/tiny-coder-f16.gguf", model_bytes(weights=131072))
    for name in ("README.md", "part-00001-of-00002.gguf", "con.gguf", "a b.gguf", ".hidden.gguf"):
        server.host(REPOSITORY, name, b"x")
    small, big = files_of(hub, REPOSITORY)
    assert (small.name, small.quantisation, small.revision) == (FILE, "Q4_K_M", COMMIT)
    assert small.licence == "apache-2.0"
    assert (big.file, big.name, big.quantisation) == ("big/tiny-coder-f16.gguf", "tiny-coder-f16.gguf", "F16")


def test_the_usual_packing_is_chosen(hub, server):
    """Where a person names a model only; without a usual one they are asked."""
    server.host(REPOSITORY, "tiny-coder-q2_k.gguf", model_bytes())
    assert file_named(hub, REPOSITORY).name == FILE
    del server.repositories[REPOSITORY][FILE]
    assert file_named(hub, REPOSITORY).name == "tiny-coder-q2_k.gguf"
    server.host(REPOSITORY, "tiny-coder-q3_k.gguf", model_bytes())
    assert key_of(file_named, hub, REPOSITORY) == "hub_which"
    server.repositories[REPOSITORY].clear()
    assert key_of(file_named, hub, REPOSITORY) == "hub_no_file"


def test_parts_and_unknown_names_are_said(hub):
    assert key_of(file_named, hub, f"{REPOSITORY}/a-00001-of-00002.gguf") == "hub_parts"
    assert key_of(file_named, hub, "no-such-id") == "hub_unknown"


def test_a_file_that_the_catalogue_knows_otherwise(hub, server):
    """Where the catalogue has a fingerprint, the hub's must be the same."""
    from dataclasses import replace

    entry = replace(read_catalogue()[0], repository=REPOSITORY, file=FILE, sha256="cd" * 32)
    assert key_of(file_of, hub, entry) == "hub_changed"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b"[" * 100_000,
        b'{"sha": "main", "siblings": []}',
        json.dumps({"sha": COMMIT, "siblings": {}}).encode(),
        json.dumps({"sha": 7, "siblings": []}).encode(),
        b" " * (MAX_ANSWER_BYTES + 1),
    ],
    ids=range(12),
)
def test_nonsense_is_refused(hub, server, answer):
    """Whatever it is: a sentence."""
    server.answers[INFO] = answer
    assert key_of(files_of, hub, REPOSITORY) == "hub_strange"


@pytest.mark.parametrize(
    "sibling",
    [
        None,
        7,
        {},
        {"rfilename": 7},
        {"rfilename": "../up.gguf", "lfs": {"size": 5, "sha256": "ab" * 32}},
        {"rfilename": "x/../up.gguf", "lfs": {"size": 5, "sha256": "ab" * 32}},
        {"rfilename": "a\\b.gguf", "lfs": {"size": 5, "sha256": "ab" * 32}},
        {"rfilename": "a\n.gguf", "lfs": {"size": 5, "sha256": "ab" * 32}},
        {"rfilename": "a.gguf", "lfs": {"size": -5, "sha256": "ab" * 32}},
        {"rfilename": "a.gguf", "lfs": {"size": True, "sha256": "ab" * 32}},
        {"rfilename": "a.gguf", "lfs": {"size": 2**60, "sha256": "ab" * 32}},
        {"rfilename": "a.gguf", "size": "5"},
        {"rfilename": "a" * 300 + ".gguf", "size": 5},
    ],
    ids=range(13),
)
def test_strange_files_are_left_out(hub, server, sibling):
    """One strange entry spoils nothing but itself."""
    good = {"rfilename": "good.gguf", "lfs": {"size": 5, "sha256": "ab" * 32}}
    server.answers[INFO] = json.dumps({"sha": COMMIT, "siblings": [sibling, good]}).encode()
    assert [file.name for file in files_of(hub, REPOSITORY)] == ["good.gguf"]


def test_strange_finds_are_left_out(hub, server):
    """Names that are none, numbers that are none, and text that would move the cursor."""
    found = [
        None,
        {"id": "no-owner"},
        {"id": "../../x"},
        {"id": 5},
        {"id": "a/b", "downloads": "many", "tags": 7, "gated": "manual"},
        {"id": "c/d", "downloads": -1, "tags": ["license:mit\x1b[2J", 5]},
    ]
    server.answers["/api/models"] = json.dumps(found).encode()
    first, second = search(hub, "x")
    assert (first.repository, first.downloads, first.licence, first.gated) == ("a/b", 0, "", True)
    assert (second.downloads, second.licence) == (0, "mit�[2J")


def test_an_answer_that_drips_has_an_end(hub, server, monkeypatch):
    """A byte now and then is no silence; the whole answer has its time all the same."""
    monkeypatch.setattr(wire, "MOST_ANSWER_S", 0.3)
    server.drips = True
    assert key_of(search, hub, "tiny") == "hub_slow"


def test_the_catalogue_needs_no_hub():
    """Every entry can be shown, and its memory told, without any question to anyone."""
    entries = catalogue.read_catalogue()
    assert len(entries) >= 8
    assert [entry.parameters for entry in entries] == sorted(entry.parameters for entry in entries)
    for entry in entries:
        assert entry.needed_bytes() > entry.size_bytes
        assert entry.needed_bytes(1024) < entry.needed_bytes(8192)
        assert {task for task, _ in entry.scores} == set(catalogue.TASKS)
        assert 0.3e9 < entry.size_bytes / entry.parameters * 1e9 < 1.5e9
