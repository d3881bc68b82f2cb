"""The walls of the house, checked: who imports whom, who owns which library, how big a file gets.

A room is a folder (or a module) right below `desktop/`. Its `__init__` docstring ends with the line
`May import: …`, and that line must be true, neither too narrow nor too wide.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = ROOT / "desktop"

FREE_FOR_ALL = frozenset({"certainty", "errors", "messages", "paths", "settings", "version"})
"""Modules beside the rooms that every room may import."""

DOORS = frozenset(
    {
        "__main__",
        "saving",
        "session",
        "changing",
        "own_parts",
        "replay",
        "files_of_versions",
        "outcomes",
        "errors",
        "ledger",
        "messages",
        "paths",
        "pins",
        "certainty",
        "settings",
        "version",
        "__init__",
    }
)
"""Modules right below `desktop/` that are no rooms with a contract of their own."""

OWNERS = {
    "llama_cpp": ("engine",),
    # What models bring for conversations are Jinja templates: engine/chat_template.py alone reads them.
    "jinja2": ("compiler", "engine"),
    "markupsafe": ("compiler",),
    "tokenizers": ("spindle",),
    "huggingface_hub": ("hub",),
    # What huggingface_hub's own connection is made of: its errors are ours to translate.
    "httpx2": ("hub",),
    "sqlite3": ("records",),
    # What opens a connection by the standard library.
    "socket": ("remote",),
    "ssl": ("remote",),
    "http.client": ("remote",),
    "urllib.request": (),
    "dulwich": ("history",),
    "nacl": ("updates",),
    # Vectors are what travels between the first two; the third only measures with it how fast a computer is.
    "numpy": ("engine", "spindle", "fitting"),
    "PySide6": ("preview", "shell"),
    "shiboken6": ("preview", "shell"),
    "PySide6.QtWebEngineCore": ("preview",),
    "PySide6.QtWebEngineWidgets": ("preview",),
    "PySide6.QtWidgets": ("shell", "preview"),
}
"""Outside library → the rooms that may import it. A library that is not listed has no owner yet."""

QT_ROOMS = ("preview", "shell")

LONG_FILES = {
    "run.py": "one launcher is all that may lie beside the rooms, and it may import nothing of ours",
    "desktop/blueprint/nodes.py": "the whole tree of the language on one page; each class is a few lines",
}
"""Modules over the limit → why that is right."""

LONGEST_MODULE_LINES = 300


def python_files(folder: Path) -> list[Path]:
    """Every Python file below a folder of the repository."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


SOURCES = python_files(DESKTOP)
ROOMS = sorted(path.parent.name for path in DESKTOP.glob("*/__init__.py"))
SHIPPED = [*SOURCES, *python_files(ROOT / "models"), ROOT / "run.py"]


def named(path: Path) -> str:
    """A file's name for a test's id."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    """`desktop/cli/build.py` → `desktop.cli.build`; a package has the name of its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in SOURCES}


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions and for type checking only.

    `from a import b` counts as `a.b` where that is a module, as `a` otherwise.
    """
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno} imports relatively; write the whole name"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in MODULES or node.module == "PySide6" else str(node.module))
    return found


def room_of(path: Path) -> str:
    """The room a file of `desktop/` is in; a module right below is its own."""
    return path.relative_to(DESKTOP).with_suffix("").parts[0]


def contract_of(room: str) -> set[str]:
    """The rooms that a room says it may import."""
    docstring = ast.get_docstring(tree_of(DESKTOP / room / "__init__.py")) or ""
    last = docstring.rstrip().splitlines()[-1]
    assert last.startswith("May import: ") and last.endswith("."), f"{room}: the contract ends with {last!r}"
    listed = last.removeprefix("May import: ").removesuffix(".")
    return set() if listed == "nothing" else {name.strip() for name in listed.split(",")}


@pytest.mark.parametrize("room", ROOMS)
def test_contract_is_true(room):
    """A room imports the rooms that its contract lists, all of them and no others."""
    real = set()
    for path in python_files(DESKTOP / room):
        for name in imports_of(path):
            parts = name.split(".")
            if parts[0] == "desktop" and len(parts) > 1:
                real.add(parts[1])
    assert real - {room} - FREE_FOR_ALL == contract_of(room)


@pytest.mark.parametrize("door", ["session", "changing", "outcomes", "own_parts"])
def test_session_knows_no_window(door):
    """The story of one request, and what comes of it, is the same where Qt is not installed."""
    rooms = {name.split(".")[1] for name in imports_of(DESKTOP / f"{door}.py") if name.startswith("desktop.")}
    assert not rooms & {"shell", "preview", "cli"}


def test_only_doors_lie_beside_the_rooms():
    """A new module belongs in a room."""
    assert {path.stem for path in DESKTOP.glob("*.py")} <= DOORS


def runtime_imports(path: Path) -> set[str]:
    """Our modules that a file imports when it runs; what stands under TYPE_CHECKING is left out."""
    typing_only = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            typing_only.update(id(inner) for inner in ast.walk(node))
    found = set()
    for node in ast.walk(tree_of(path)):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in MODULES else str(node.module))
    return {name for name in found if name in MODULES}


def test_no_import_cycles():
    """No module imports itself in the end, by whatever way round."""
    edges = {name: runtime_imports(path) - {name} for name, path in MODULES.items()}
    done: set[str] = set()

    def walk(name, above):
        assert name not in above, " → ".join([*above[above.index(name) :], name])
        if name not in done:
            for other in sorted(edges[name]):
                walk(other, [*above, name])
            done.add(name)

    for name in sorted(edges):
        walk(name, [])


def owners_of(name: str) -> tuple[str, ...]:
    """The rooms that own the library a module belongs to; the longest listed name decides."""
    while name:
        if name in OWNERS:
            return OWNERS[name]
        name = name.rpartition(".")[0]
    return ()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_libraries_stay_with_their_owner(path):
    """An outside library is imported by its owner only, and none comes in unnoticed."""
    outside = {
        name
        for name in imports_of(path)
        if name.split(".")[0] not in {"desktop", "__future__"}
        and (name.split(".")[0] not in sys.stdlib_module_names or name in OWNERS)
    }
    assert {name for name in outside if room_of(path) not in owners_of(name)} == set()


@pytest.mark.parametrize("path", [*SHIPPED, *python_files(ROOT / "tests")], ids=named)
def test_modules_have_a_docstring(path):
    """Every module says why it exists."""
    assert (ast.get_docstring(tree_of(path)) or "").strip()


@pytest.mark.parametrize("path", SHIPPED, ids=named)
def test_modules_stay_short(path):
    """A module holds one concept; past the limit it has a reason in the list above."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE_LINES or named(path) in LONG_FILES


def test_reasons_for_length_are_still_needed():
    """A file that has become short leaves the list."""
    for name in LONG_FILES:
        assert (ROOT / name).read_text(encoding="utf-8").count("\n") > LONGEST_MODULE_LINES


def test_the_launcher_stands_alone():
    """`run.py` runs before anything is installed, and says so under old versions of Python as well."""
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert {name.split(".")[0] for name in imports_of(ROOT / "run.py")} <= set(sys.stdlib_module_names)


def tracked_files() -> list[Path]:
    """What git tracks, or would track if everything here were added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_registry_or_a_machine():
    """The checkout works anywhere: no registry's host and no path of somebody's machine is in it."""
    # Put together here, so that this file does not name them either.
    hosts = ["pypi" + ".org", "python" + "hosted.org", "download." + "pytorch.org", "conda." + "anaconda.org"]
    places = ["/" + "work/", "/" + "root/", "/" + "tmp/w/", "/" + "opt/pypi"]
    wrong = []
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            text = data.decode("utf-8", "replace")
            wrong.extend(f"{named(path)}: {word}" for word in [*hosts, *places] if word in text)
    assert wrong == []


def test_unit_tests_mirror_the_rooms():
    """Every folder of unit tests is named after a room, and every room has one, or tests of its own kind."""
    folders = {path.name for path in (ROOT / "tests" / "unit").iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders <= set(ROOMS)
    # What Qt shows is tested in a real window, in tests/gui.
    assert set(ROOMS) - folders <= set(QT_ROOMS)


IMPORT_WITHOUT_QT = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("Qt is not installed here")

sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
assert not any(name.startswith("PySide6") for name in sys.modules)
"""


def test_everything_but_the_window_runs_without_qt():
    """All rooms but those two can be imported on a computer without Qt."""
    names = [name for name, path in MODULES.items() if room_of(path) not in (*QT_ROOMS, "__main__")]
    ran = subprocess.run(
        [sys.executable, "-P", "-c", IMPORT_WITHOUT_QT, *names, "desktop.preview.sandbox"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
