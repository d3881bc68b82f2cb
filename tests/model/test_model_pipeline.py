"""The whole recipe at toy size, by its one command, and the program on what comes out of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from model_fakes import ROOT

from desktop.blueprint import read
from desktop.errors import ModelError, RequestError
from desktop.hub import shipped_model
from desktop.session import Session
from desktop.spindle.confidence import FACTS
from models.train.__main__ import STOCK_SHA256, Plan, make
from models.train.export import HEADS

ROLES = {"reader", "heads", "changes", "change_heads", "wordpiece", "library", "vectors", "writer"}


def tiny(cache) -> subprocess.CompletedProcess:
    """Run the recipe at toy size."""
    command = [sys.executable, "-m", "models.train", "--tiny", "--cache", str(cache)]
    quiet = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **quiet}, capture_output=True, text=True, check=True
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A cache in which the recipe has been run once."""
    folder = tmp_path_factory.mktemp("tiny")
    tiny(folder)
    return folder


def test_the_recipe_leaves_a_model_whose_files_all_verify(cache):
    """One command, no stock encoder, no network: every file is there and is the one in the manifest."""
    model = shipped_model(cache / "tiny")
    assert {file.role for file in model.files} == ROLES
    assert (model.name, model.language) == ("Spindle", "1")
    on_disk = {path.name for path in (cache / "tiny").iterdir()}
    assert on_disk == {file.path.name for file in model.files} | {"manifest.json"}


def test_a_damaged_file_is_noticed(cache, tmp_path):
    """One changed byte and the model is refused."""
    for path in (cache / "tiny").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    heads = tmp_path / "heads.npz"
    raw = bytearray(heads.read_bytes())
    raw[100] ^= 1
    heads.write_bytes(raw)
    with pytest.raises(ModelError) as refusal:
        shipped_model(tmp_path)
    assert refusal.value.key == "model_damaged"


def test_run_again_it_trains_nothing_anew_and_gives_the_same_files(cache):
    """Every stage resumes from its own checkpoint: what was finished is only exported again."""
    before = json.loads((cache / "tiny" / "manifest.json").read_text())
    heads = _heads(cache)
    output = tiny(cache).stdout
    assert "from step 4" in output
    assert "from step 6" in output
    after = json.loads((cache / "tiny" / "manifest.json").read_text())
    same = {role: sha for role, sha in _prints(before).items() if role not in ("vectors", "heads")}
    assert {role: _prints(after)[role] for role in same} == same
    for name, values in _heads(cache).items():
        # The chance is fitted to similarities, which the last bits of the vectors have a say in.
        off = 0.05 if name.startswith("chance.") else 0.0
        assert np.abs(values - heads[name]).max() <= off, name


def test_the_chance_is_calibrated_with_the_model_that_was_made(cache):
    """The last stage leaves weights that say something, in the heads that the manifest vouches for."""
    heads = _heads(cache)
    assert heads["chance.weight"].shape == (len(FACTS),)
    assert np.abs(heads["chance.weight"]).max() > 0
    assert np.isfinite(heads["chance.weight"]).all()
    assert np.isfinite(heads["chance.bias"])
    assert set(heads) == {f"{name}.{kind}" for name in (*HEADS, "chance") for kind in ("weight", "bias")}


def _heads(cache) -> dict:
    with np.load(cache / "tiny" / "heads.npz", allow_pickle=False) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def _prints(manifest) -> dict[str, str]:
    return {file["role"]: file["sha256"] for file in manifest["files"]}


def test_the_program_runs_on_the_tiny_model(cache, monkeypatch):
    """However little it learnt, what it answers is an app without problems, the same each time."""
    monkeypatch.setenv("HOMESPUN_MODEL", str(cache / "tiny"))
    request = "an app for who borrowed which tool from my shed, with a due date"
    with Session.open() as session:
        built = session.build(request)
        again = session.build(request)
    assert read(built.text).ok
    assert built.app.entities
    assert "index.html" in {file.path for file in built.files.files}
    assert built.files == again.files
    assert built.model_sha256 == shipped_model(cache / "tiny").sha256


def test_the_program_on_the_tiny_model_still_refuses_what_is_no_request(cache, monkeypatch):
    """What can be told without a model is told by any model."""
    monkeypatch.setenv("HOMESPUN_MODEL", str(cache / "tiny"))
    with Session.open() as session, pytest.raises(RequestError):
        session.build("🌱🌱🌱")


def test_a_wrong_stock_encoder_is_refused_before_anything_is_done(tmp_path):
    """The recipe starts from one encoder only, known by its fingerprint."""
    stock = tmp_path / "model.safetensors"
    stock.write_bytes(b"something else")
    with pytest.raises(SystemExit, match="fingerprint"):
        make(Plan(stock, "tiny", 1, 1, 1, tmp_path / "cache", tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    assert len(STOCK_SHA256) == 64


def test_without_a_stock_encoder_the_recipe_says_what_it_needs():
    """Who starts it without `--stock` is told what to give it."""
    result = subprocess.run(
        [sys.executable, "-m", "models.train"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "--stock" in result.stderr
