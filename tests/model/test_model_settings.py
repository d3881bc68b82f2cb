"""What the settings say of the model reaches the real one, and the real one asks for no connection."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from desktop import session, settings
from desktop.engine import Engine
from desktop.hub import shipped_model
from desktop.ledger import LEDGER_FILE
from desktop.paths import models_folder
from desktop.session import Session
from desktop.settings import Settings
from desktop.shell.story import open_real_session

ROOT = Path(__file__).resolve().parents[2]
REQUEST = "an app for who borrowed which tool from my shed, with a due date"


def test_a_writer_and_threads_of_ones_own(tmp_path, monkeypatch):
    """The file and the number that were chosen are what the engine works with."""
    engines = []

    class SeenEngine(Engine):
        """The real engine; the test asks it what it has loaded."""

        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **named)
            engines.append(self)

    monkeypatch.setattr(session, "Engine", SeenEngine)
    mine = tmp_path / "mine.gguf"
    shutil.copy(models_folder() / "writer.gguf", mine)
    settings.save(Settings(model=str(mine), threads=1))
    with open_real_session() as opened:
        built = opened.build(REQUEST, on_progress=lambda news: None)
        assert engines[0].info().threads == 1
    with Session.open() as opened:
        shipped = opened.build(REQUEST)
    assert built.text == shipped.text
    assert built.model_sha256 != shipped.model_sha256


def test_how_fast_it_wrote_is_known():
    """Tokens in a second, once the writer has written; nothing before."""
    files = shipped_model()
    with Engine(files.path("writer"), None) as engine:
        assert Session(engine, files).tokens_per_s is None
        engine.generate("app", max_tokens=32, stop_at_end=False)
        assert 1 < Session(engine, files).tokens_per_s < 100_000


def test_a_build_leaves_the_ledger_empty(tmp_path):
    """The program and its engine's child both are watched while an app is made; neither opens a socket."""
    folder = tmp_path / "kept"
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "desktop", "build", REQUEST, "--out", str(tmp_path / "app")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOMESPUN_SETTINGS": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert not (folder / LEDGER_FILE).exists()
