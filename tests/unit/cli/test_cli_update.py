"""`homespun update`: what it says and does, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import desktop.cli.update as command
from desktop.cli import exit_codes, main
from desktop.paths import VERSIONS, Installation
from desktop.version import PROGRAM_VERSION
from tests.made_updates import (
    NEW,
    OLD,
    fake_home,
    fake_update,
    files_in,
    let_administrator_trust,
    secret_key,
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A copy with versions side by side, on a computer where one key is trusted."""
    installed = fake_home(tmp_path / "Homespun")
    monkeypatch.setattr(command, "installation", lambda: installed)
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(let_administrator_trust(tmp_path / "etc", secret_key())))
    return installed


def told(capsys: pytest.CaptureFixture[str], *argv: str, code: int = exit_codes.OK) -> str:
    """Run a command and return what it printed."""
    assert main(("update", *argv)) == code
    printed = capsys.readouterr()
    return printed.out or printed.err


def test_says_what_starts_and_whose_updates_are_taken(
    here: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a file nothing happens but words."""
    out = told(capsys)
    assert f"Homespun {OLD} starts here." in out
    assert secret_key().public.name in out
    assert json.loads(told(capsys, "--json")) == {
        "version": OLD,
        "other": "",
        "kind": "home",
        "trusted": [secret_key().public.name],
    }


def test_says_that_nobody_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And where a key would go."""
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(tmp_path / "none" / "settings.json"))
    assert str(tmp_path / "none" / "update-keys") in told(capsys)
    assert json.loads(told(capsys, "--json"))["trusted"] == []
    refused = told(capsys, str(fake_update(tmp_path)), code=exit_codes.FOLDER)
    assert "trusts nobody's updates" in refused


def test_takes_one_and_goes_back(
    here: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both sentences name both versions; back twice is where one was."""
    update = str(fake_update(tmp_path))
    assert f"Homespun {NEW} starts from now on." in told(capsys, update)
    assert here.home is not None
    assert sorted(path.name for path in (here.home / VERSIONS).iterdir()) == [NEW, OLD]
    assert f"{OLD} is kept" in told(capsys)
    assert f"Homespun {OLD} starts from now on. {NEW} is kept" in told(capsys, "--back")
    assert json.loads(told(capsys, "--back", "--json")) == {"version": NEW, "other": OLD}


def test_check_says_whose_it_is_and_changes_nothing(
    here: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also what is wrong with it."""
    update = fake_update(tmp_path)
    assert here.home is not None
    before = dict(files_in(here.home))
    out = told(capsys, "--check", str(update))
    assert NEW in out
    assert secret_key().public.name in out
    assert json.loads(told(capsys, "--check", "--json", str(update)))["version"] == NEW
    update.write_bytes(update.read_bytes()[:-1])
    assert "ends too early" in told(capsys, "--check", str(update), code=exit_codes.FOLDER)
    refused = json.loads(told(capsys, "--json", str(update), code=exit_codes.FOLDER))
    assert refused["error"]["key"] == "update_cut"
    assert dict(files_in(here.home)) == before


def test_refuses_a_strangers_and_an_older_one(
    here: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with a sentence that says what to do."""
    stranger = fake_update(tmp_path / "a", key=secret_key(2))
    assert secret_key(2).public.name in told(capsys, str(stranger), code=exit_codes.FOLDER)
    older = fake_update(tmp_path / "b", version="0.8.0")
    assert "older than yours" in told(capsys, str(older), code=exit_codes.FOLDER)
    assert "no version beside" in told(capsys, "--back", code=exit_codes.FOLDER)


def test_a_checkout_is_updated_in_another_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is checked all the same, and it is said how newer ones come."""
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(let_administrator_trust(tmp_path / "etc", secret_key())))
    update = fake_update(tmp_path, version="99.0")
    refused = told(capsys, str(update), code=exit_codes.FOLDER)
    assert "99.0 is genuine" in refused
    assert f"Homespun {PROGRAM_VERSION} starts here." in told(capsys)
    assert "source" in told(capsys, "--back", code=exit_codes.FOLDER)


@pytest.mark.parametrize("argv", [("--check",), ("--back", "file.update"), ("a", "b")])
def test_what_makes_no_sense_is_a_mistake_of_the_command_line(
    argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Told in a sentence, nothing done."""
    assert main(("update", *argv)) == exit_codes.USAGE
    assert capsys.readouterr().err
