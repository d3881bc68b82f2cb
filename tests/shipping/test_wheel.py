"""The wheel holds all that ships, and runs from there: resources, examples and weights come with it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from desktop.version import PROGRAM_VERSION

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("resources", "models/spindle", "models/catalogue.toml")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made without a network, from a copy of what git knows: a build leaves nothing in the checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    names = ("desktop", "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", *SHIPPED)
    listed = subprocess.run(["git", "ls-files", "-z", *names], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    for name in listed.stdout.decode().strip("\0").split("\0"):
        place = copy / name
        place.parent.mkdir(parents=True, exist_ok=True)
        os.link(ROOT / name, place) if _one_disk(copy) else place.write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "-q", "-w", str(out)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(copy)], check=True)
    (made,) = out.glob("*.whl")
    return made


def _one_disk(folder: Path) -> bool:
    return folder.stat().st_dev == ROOT.stat().st_dev


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel was installed into, as pip would."""
    folder = tmp_path_factory.mktemp("installed folder")
    options = ["--no-deps", "--no-index", "-q", "--target", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True)
    return folder


def test_its_name_tells_the_version(wheel):
    """One place says the version."""
    assert wheel.name.startswith(f"homespun-{PROGRAM_VERSION}-")


def test_everything_that_ships_is_in_it(wheel):
    """Every file that git knows of what ships, and every module, byte for byte."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "desktop", *SHIPPED], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    names = [
        name
        for name in listed.stdout.decode().strip("\0").split("\0")
        if not name.endswith(".md") or "resources" in name
    ]
    with zipfile.ZipFile(wheel) as packed:
        there = set(packed.namelist())
        for name in names:
            inside = name if name.startswith("desktop/") else f"desktop/_shipped/{name}"
            assert inside in there
            assert packed.getinfo(inside).file_size == (ROOT / name).stat().st_size


def run_installed(installed: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program from elsewhere, with the packages of this Python and without the checkout."""
    packages = sysconfig.get_path("purelib")
    start = "import sys; sys.path[1:1] = sys.argv[1:3]; del sys.argv[1:3]; from desktop.__main__ import main; sys.exit(main())"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HOMESPUN_")}
    environment |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "c"), "XDG_CACHE_HOME": str(home / "k")}
    environment |= {
        "XDG_DATA_HOME": str(home / "d"),
        "PYTHONPATH": os.pathsep.join((str(installed), packages)),
    }
    return subprocess.run(
        # -S: else the file in `.venv` that names the checkout would be read.
        [sys.executable, "-S", "-c", start, str(installed), packages, *words],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_builds_an_app_from_elsewhere(installed, tmp_path):
    """Model, language, templates and runtime are found where the wheel has put them."""
    done = run_installed(installed, tmp_path, "build", "a plant watering tracker", "--out", "plants")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plants" / "index.html").exists()


def test_it_is_told_that_it_is_a_wheel(installed, tmp_path):
    """And not that it is a checkout."""
    told = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            "from desktop.paths import installation as i; print(i().kind, i().folder)",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert told.stdout.split(maxsplit=1) == ["wheel", f"{installed / 'desktop' / '_shipped'}\n"]
