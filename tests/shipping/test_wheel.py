"""The wheel holds all that ships, and runs from there: resources, examples and weights come with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from desktop.version import PROGRAM_VERSION
from shipping.wheel import made_wheel

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("resources", "models/spindle", "models/catalogue.toml")
ODD_HOME = "Łucja Ōé"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made without a network, with what is installed here; a build leaves nothing in the checkout."""
    before = left_by_builds()
    made = made_wheel(tmp_path_factory.mktemp("wheel"))
    assert left_by_builds() == before
    return made


def left_by_builds() -> dict[Path, int]:
    """What setuptools leaves beside a source, and when it did; the next build would take it along."""
    return {path: path.stat().st_mtime_ns for path in (*ROOT.glob("build"), *ROOT.glob("*.egg-info"))}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, and the other packages of this one: its folder for programs."""
    folder = tmp_path_factory.mktemp("a place of its own") / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    options = ["--python", str(programs / "python"), "install", "--no-deps", "--no-index", "-q"]
    subprocess.run([sys.executable, "-m", "pip", *options, str(wheel)], check=True)
    # Only what lies in that folder: the file there that names the checkout is not followed.
    (packages,) = folder.rglob("site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def names_that_ship() -> list[str]:
    """Every file that git knows of what ships, and every module."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "desktop", *SHIPPED], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    names = listed.stdout.decode().strip("\0").split("\0")
    # What explains the code to those who read it stays with the source.
    return [name for name in names if not (name.startswith("desktop/") and name.endswith(".md"))]


def test_its_name_tells_the_version(wheel):
    """One place says the version."""
    assert wheel.name.startswith(f"homespun-{PROGRAM_VERSION}-")


def test_everything_that_ships_is_in_it(wheel):
    """Byte for byte, and nothing that only a build leaves."""
    with zipfile.ZipFile(wheel) as packed:
        there = {entry.filename: entry.CRC for entry in packed.infolist()}
    for name in names_that_ship():
        inside = name if name.startswith("desktop/") else f"desktop/_shipped/{name}"
        assert there[inside] == zlib.crc32((ROOT / name).read_bytes()), name
    assert not [name for name in there if name.endswith(".pyc") or "/build/" in name]


def test_the_source_beside_it_is_whole(wheel):
    """`pip install` makes the same wheel of it: this one was made of it."""
    with tarfile.open(wheel.parent / f"homespun-{PROGRAM_VERSION}.tar.gz") as packed:
        there = {member.name.partition("/")[2] for member in packed}
    assert {*names_that_ship(), "pyproject.toml", "setup.py", "LICENSE"} <= there


def start(installed: Path, home: Path, *words: str) -> subprocess.Popen[str]:
    """Start the installed program from elsewhere, as somebody with this home."""
    home.mkdir(parents=True, exist_ok=True)
    kept = ("PATH", "SYSTEMROOT", "TEMP", "QT_QPA_PLATFORM")
    return subprocess.Popen(
        [str(installed / "homespun"), *words],
        cwd=home,
        env={**{name: os.environ[name] for name in kept if name in os.environ}, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def everything_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file with its size and when it was changed."""
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
        if not path.is_dir()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="the test sets HOME")
def test_two_people_use_it_at_once_and_it_stays_as_it_was(installed, tmp_path):
    """One installation for everybody: nothing is written into it, and nobody gets in the other's way."""
    before = everything_in(installed.parent)
    people = (tmp_path / ODD_HOME, tmp_path / "with a space")
    running = [start(installed, home, "build", "a plant watering tracker") for home in people]
    for home, process in zip(people, running, strict=True):
        _, complaints = process.communicate(timeout=240)
        assert process.returncode == 0, complaints
        (app,) = (home / "Homespun").glob("*/index.html")
        assert app.stat().st_size
    assert everything_in(installed.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="the test sets HOME")
def test_its_doctor_knows_where_it_is(installed, tmp_path):
    """Model, engine and window are found, and it is told that it is no checkout."""
    said, complaints = start(installed, tmp_path / ODD_HOME, "doctor", "--json").communicate(timeout=240)
    report = json.loads(said)
    states = {each["check"]: each["state"] for each in report["findings"]}
    assert [states[name] for name in ("model", "engine", "window", "apps")] == ["fine"] * 4, complaints
    facts = {each["check"]: each["facts"] for each in report["findings"]}
    assert facts["installation"]["kind"] == "wheel"
    assert Path(facts["installation"]["folder"]).is_relative_to(installed.parent)
    assert facts["apps"]["folder"] == str(tmp_path / ODD_HOME / "Homespun")
