"""Every sample and example says the same after printing, and compiles to the same bytes anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.nodes import App
from desktop.compiler import compile_app

ROOT = Path(__file__).parents[3]
MEANT_TO_BE_WRONG = ROOT / "tests" / "samples" / "language" / "problems"
SAMPLES = sorted(
    path
    for folder in (ROOT / "tests" / "samples", ROOT / "resources" / "examples")
    for path in folder.rglob("*.blueprint")
    if MEANT_TO_BE_WRONG not in path.parents
)
each_sample = pytest.mark.parametrize(
    "path", SAMPLES, ids=lambda path: path.parent.name if path.stem == "input" else path.stem
)
ELSEWHERE = """
import json, sys
from test_samples_compile_alike import SAMPLES, digest, app_in
print(json.dumps({str(path): digest(app_in(path)) for path in SAMPLES}))
"""


def app_in(path: Path) -> App:
    reading = read(path.read_text(encoding="utf-8"))
    assert [problem for problem in reading.diagnostics if problem.severity == "error"] == []
    assert reading.app is not None
    return reading.app


def digest(app: App) -> str:
    """Return a short name for all that an app compiles to: the names of files, their order, their text."""
    files = [(file.path, file.text) for file in compile_app(app).files]
    return sha256(json.dumps(files).encode()).hexdigest()


@each_sample
def test_a_sample_that_is_printed_and_read_again_is_the_same(path: Path) -> None:
    app = app_in(path)
    printed = print_app(app)
    again = read(printed)
    assert again.app == app
    assert print_app(app) == printed


@each_sample
def test_a_sample_has_nothing_to_complain_of(path: Path) -> None:
    """Samples are what people and the model learn from: no warning either.

    An edit that takes a page away may leave records on none; that it does so is what its sample shows.
    """
    of_an_edit = path.stem == "after" and path.parents[1].name == "edits"
    problems = read(path.read_text(encoding="utf-8")).diagnostics
    assert [each for each in problems if not (of_an_edit and each.code == "entity-on-no-page")] == []


@each_sample
def test_a_sample_compiles_to_the_same_bytes_twice(path: Path) -> None:
    assert digest(app_in(path)) == digest(app_in(path))


@pytest.mark.parametrize("seed", ["1", "20261"])
def test_samples_compile_to_the_same_bytes_in_another_process(seed: str) -> None:
    """Sets and hashes of texts come in another order there, as on another machine."""
    paths = os.pathsep.join([str(Path(__file__).parent), str(ROOT)])
    environment = dict(os.environ, PYTHONHASHSEED=seed, PYTHONPATH=paths)
    asked = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    assert json.loads(asked.stdout) == {str(path): digest(app_in(path)) for path in SAMPLES}
