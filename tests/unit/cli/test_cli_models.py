"""`homespun models`: what is printed, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gguf_bytes import model_bytes
from hub_server import FILE, REPOSITORY, FakeHub, running_hub

from desktop.cli import main, models, models_listing
from desktop.fitting import Machine, Probe, Speeds
from desktop.paths import own_models_folder
from desktop.routing import Judge

GB = 10**9


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same computer everywhere: 8 GB of memory free, four cores."""
    judge = Judge(Machine(8 * GB, 16 * GB, 4), Probe(20e9, 100e9), Speeds())
    for room in (models, models_listing):
        monkeypatch.setattr(room, "judge_here", lambda: judge)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    from huggingface_hub import close_session, constants

    close_session()
    with running_hub() as hub:
        monkeypatch.setattr(constants, "ENDPOINT", hub.address)
        hub.host(REPOSITORY, FILE, model_bytes())
        yield hub
    close_session()


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*argv: str, code: int = 0) -> str:
        assert main(["models", *argv]) == code
        out = capsys.readouterr()
        return out.out if code == 0 or "--json" in argv else out.err

    return run


@pytest.fixture
def told(printed: Callable[..., str]) -> Callable[..., Any]:
    return lambda *argv, code=0: json.loads(printed(*argv, "--json", code=code))


def put(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(model_bytes())
    return file


def test_the_list_says_what_could_be_and_how_it_fits(printed, told):
    """Without a word and without a network; what is too large is red."""
    out = printed()
    assert "qwen2.5-coder-1.5b  Qwen2.5 Coder 1.5B (1.1 GB, Q4_K_M, Apache-2.0)" in out
    assert out == printed("list")
    report = told()
    assert report == told("list")
    colours = {each["id"]: each["fit"]["colour"] for each in report["catalogue"]}
    assert colours["qwen2.5-coder-0.5b"] == "green"
    assert colours["qwen2.5-coder-32b"] == "red"
    assert report["models"] == []
    assert {each["source"] for each in report["catalogue"]} == {"estimate"}


def test_the_list_says_what_is_here(printed, told, tmp_path):
    """Each with its name, place and fit; what is broken, half there or absent has its line."""
    put(own_models_folder() / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf")
    (own_models_folder() / "page.gguf").write_bytes(b"<html>")
    (own_models_folder() / f".half.gguf.{'a' * 16}.part").write_bytes(b"123")
    put(tmp_path / "stick" / "m.gguf")
    printed("folders", "--add", str(tmp_path / "stick"))
    out = printed()
    assert "m  Tiny coder" in out
    assert "page.gguf cannot be used." in out
    assert "half.gguf has come in part (1 MB)" in out
    report = told()
    assert {each["id"] for each in report["models"]} == {"qwen2.5-coder-1.5b", "m"}
    assert all(each["fit"]["colour"] in ("green", "yellow", "red") for each in report["models"])
    assert "qwen2.5-coder-1.5b" not in {each["id"] for each in report["catalogue"]}
    (tmp_path / "stick" / "m.gguf").unlink()
    (tmp_path / "stick").rmdir()
    assert "is not there at the moment" in printed()
    assert "is not there at the moment" in printed("folders")
    assert told("folders")["places"] == [{"path": str(tmp_path / "stick"), "there": False}]
    printed("folders", "--forget", str(tmp_path / "stick"))
    assert told("folders")["places"] == []


@pytest.mark.loopback
def test_search_and_get(server, printed, told):
    """Found by words, its files by its name, fetched by what the list of files says."""
    assert printed("search", "tiny").startswith(f"{REPOSITORY}  (mit, fetched 7 times lately)")
    assert told("search", "tiny")["found"][0]["repository"] == REPOSITORY
    (file,) = told("search", REPOSITORY)["files"]
    assert file["name"] == f"{REPOSITORY}/{FILE}"
    assert f"{REPOSITORY}/{FILE}" in printed("search", REPOSITORY)
    report = told("get", file["name"])
    assert Path(report["path"]).read_bytes() == model_bytes()
    assert report["id"] in {each["id"] for each in told()["models"]}
    out = printed("remove", report["id"])
    assert "is deleted" in out
    assert "Its name is" in printed("get", REPOSITORY)


@pytest.mark.loopback
def test_a_search_that_finds_nothing(server, printed, told):
    assert "Nothing was found" in printed("search", "elephants")
    assert told("search", "elephants") == {"found": []}
    server.gated.add(REPOSITORY)
    assert "agree to terms first" in printed("search", "tiny")


@pytest.mark.loopback
def test_what_does_not_fit_is_not_fetched_unless_wished(server, printed, told):
    """Red before the download; the hub is not even asked."""
    report = told("get", "qwen2.5-coder-32b", code=3)
    assert report["error"]["key"] == "hub_does_not_fit"
    assert server.asked == []
    assert told("get", "qwen2.5-coder-32b", "--anyway", code=3)["error"]["key"] == "hub_missing"


@pytest.mark.loopback
def test_what_only_seems_not_to_fit_is_looked_at_closer(server, printed, told, monkeypatch):
    """What is reckoned from a name keeps nobody from a model whose own header says that it fits."""
    reckoned = models.about
    monkeypatch.setattr(models, "about", lambda file: replace(reckoned(file), size_bytes=20 * GB))
    assert told("get", REPOSITORY)["architecture"] == "qwen2"


def test_a_file_is_brought_in_and_taken_away(printed, told, tmp_path):
    file = put(tmp_path / "m.gguf")
    assert "is used where it lies" in printed("add", str(file), "--link")
    assert "stays where it is" in printed("remove", "m")
    assert told("add", str(file))["ours"] is True
    assert told("remove", "m")["how"] == "deleted"
    assert file.exists()
    assert told("remove", "m", code=3)["error"]["key"] == "hub_unknown"
    (tmp_path / "page.gguf").write_bytes(b"<html>")
    assert told("add", str(tmp_path / "page.gguf"), code=3)["error"]["key"] == "model_not_gguf"


def test_words_that_do_not_fit(printed):
    assert "get" in printed("get", code=2)
    assert "cook" in printed("cook", code=2)
    assert printed("folders", "--add", "", code=2)
