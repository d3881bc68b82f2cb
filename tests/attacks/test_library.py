"""Attacks on the library: whatever lies among the apps, nothing outside is touched, and the list does not break."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import time
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.blueprint import read
from desktop.cli import main
from desktop.compiler import compile_app
from desktop.errors import FolderError
from desktop.library import (
    binned,
    bring_back,
    duplicate,
    empty_bin,
    keep_thumbnail,
    list_projects,
    move_folder,
    put_in_bin,
    thumbnail_of,
)
from desktop.library.png import MOST_BYTES, is_small_png
from desktop.messages import harmless, say
from desktop.paths import settings_folder
from desktop.workspace import Provenance, write_project

ROOT = Path(__file__).resolve().parents[2]
TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
APP = read(TEXT).app
assert APP is not None
FILES = compile_app(APP)
MADE = Provenance("my tools", 0, "Told", "f" * 64, "memory", "1")
posix = pytest.mark.skipif(os.name != "posix", reason="other systems have no such things")


def make(folder: Path) -> Path:
    return write_project(folder, FILES, TEXT, MADE).folder


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    make(tmp_path / "apps" / "Shed")
    return tmp_path / "apps"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Somebody's things, and an app of theirs."""
    folder = tmp_path / "outside"
    make(folder / "Theirs")
    (folder / "diary.txt").write_text("mine", encoding="utf-8")
    return folder


def disk(folder: Path) -> dict[str, bytes | str | None]:
    """Everything below a folder: bytes, where a link leads, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in folder.rglob("*")
    }


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(FolderError) as caught:
        doing()
    return caught.value.key


# --- links ----------------------------------------------------------------------------------------


@posix
def test_a_link_among_the_apps_is_listed_and_not_followed(apps: Path, outside: Path) -> None:
    """A link to an app elsewhere, to nowhere or to itself is said to be one; nothing does anything with it."""
    before = disk(outside)
    (apps / "Link").symlink_to(outside / "Theirs", target_is_directory=True)
    (apps / "Nowhere").symlink_to(outside / "nowhere")
    (apps / "Loop").symlink_to(apps / "Loop")
    listed = {each.name: each.problem for each in list_projects(apps)}
    links = {name: say("library.problem_link", folder=name) for name in ("Link", "Nowhere", "Loop")}
    assert listed == {"Shed": "", **links}
    for name in links:
        for doing in (put_in_bin, duplicate, lambda a, f: move_folder(a, f, "Moved")):
            assert refused(lambda doing=doing, name=name: doing(apps, apps / name)) == "folder_is_link"
    assert disk(outside) == before
    assert (apps / "Link").is_symlink()


@posix
def test_a_bin_that_leads_elsewhere_is_no_bin(apps: Path, outside: Path) -> None:
    """What is put into the bin must not land elsewhere, and nothing elsewhere is emptied."""
    (outside / "1 2026-01-01 00.00.00").mkdir()
    make(outside / "1 2026-01-01 00.00.00" / "Old")
    (apps / ".bin").symlink_to(outside, target_is_directory=True)
    before = disk(outside)
    for doing in (
        lambda: put_in_bin(apps, apps / "Shed"),
        lambda: binned(apps),
        lambda: bring_back(apps, "Old"),
        lambda: empty_bin(apps),
    ):
        assert refused(doing) == "folder_is_link"
    assert disk(outside) == before
    assert (apps / "Shed" / "app.blueprint").is_file()


@posix
def test_links_in_the_bin_are_not_followed(apps: Path, outside: Path) -> None:
    """Neither a numbered link nor one in a numbered folder is a project; emptying removes links, not goals."""
    before = disk(outside)
    put_in_bin(apps, apps / "Shed")
    (apps / ".bin" / "7 2026-01-01 00.00.00").symlink_to(outside, target_is_directory=True)
    (apps / ".bin" / ".going-x").symlink_to(outside, target_is_directory=True)
    home = apps / ".bin" / "8 2026-01-01 00.00.00"
    home.mkdir()
    (home / "Theirs").symlink_to(outside / "Theirs", target_is_directory=True)
    assert [each.name for each in binned(apps)] == ["Shed"]
    assert refused(lambda: bring_back(apps, "Theirs")) == "library_not_in_bin"
    (binned(apps)[0].folder / "way out").symlink_to(outside, target_is_directory=True)
    assert empty_bin(apps) == 1
    assert disk(outside) == before


@posix
def test_links_in_a_project_are_not_copied(apps: Path, outside: Path) -> None:
    """A copy has no way out that the project had, says which, and nothing of the outside is in it."""
    (apps / "Shed" / "custom").mkdir()
    (apps / "Shed" / "custom" / "diary.html").symlink_to(outside / "diary.txt")
    (apps / "Shed" / "all").symlink_to(outside, target_is_directory=True)
    (apps / "Shed" / "round").symlink_to(apps, target_is_directory=True)
    made = duplicate(apps, apps / "Shed")
    assert made.left_out == ("all", "custom/diary.html", "round")
    assert not [path for path in made.folder.rglob("*") if path.is_symlink()]
    assert not [data for data in disk(made.folder).values() if data == b"mine"]


@posix
@pytest.mark.parametrize("name", ["app.blueprint", "homespun.json", ".homespun/thumbnail.png"])
def test_a_linked_file_shows_nothing_of_elsewhere(apps: Path, outside: Path, name: str) -> None:
    """What is said of a project comes from its own files."""
    (outside / "homespun.json").write_text(
        MADE.to_json().replace("my tools", "secret words"), encoding="utf-8"
    )
    keep_thumbnail(outside / "Theirs", picture(4, 4))
    goal = {
        "app.blueprint": outside / "Theirs" / "app.blueprint",
        "homespun.json": outside / "homespun.json",
        ".homespun/thumbnail.png": outside / "Theirs" / ".homespun" / "thumbnail.png",
    }[name]
    place = apps / "Shed" / name
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(goal)
    (listed,) = list_projects(apps)
    assert listed.thumbnail is None
    assert list_projects(apps, "secret") == ()
    assert (listed.problem != "") == (name == "app.blueprint")


@posix
@pytest.mark.parametrize(
    "name", ["app.blueprint", "homespun.json", ".homespun/thumbnail.png", "index.html", "mine"]
)
def test_a_pipe_keeps_nobody_waiting(apps: Path, name: str) -> None:
    """A named pipe in the place of a file would never be read to its end: it is not opened."""
    place = apps / "Shed" / name
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    began = time.monotonic()
    list_projects(apps)
    assert duplicate(apps, apps / "Shed").left_out == (name,) if "thumbnail" not in name else (name,)
    put_in_bin(apps, apps / "Shed")
    bring_back(apps, "Shed")
    assert time.monotonic() - began < 5


# --- names ----------------------------------------------------------------------------------------

STRANGE = [
    "con",
    "NUL",
    "lpt1.txt",
    "ends with dot.",
    " begins with space",
    "a:b",
    "back\\slash",
    "line\nend",
    "\x1b[31mred",
    "\u202egpj.exe",
    "\u2066hidden\u2069",
    "*?<>|",
    "-rf",
    "--json",
    "{folder}",
    "%s%n",
    "العربية",
    "עברית",
    "ไทย",
    "한국어",
    "e\u0301",
    "🏳️‍🌈",
    "a" * 255,
    "あ" * 85,
]


@posix
@pytest.mark.parametrize("name", STRANGE, ids=ascii)
def test_folders_of_any_name_go_the_whole_way(
    apps: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder whose name somebody else has made up is listed, copied, binned and brought back, and shown safely."""
    (apps / "Shed").rename(apps / name)
    before = disk(apps / name)
    copy = duplicate(apps, apps / name).folder
    assert copy.parent == apps and len(os.fsencode(copy.name)) <= 200
    put = put_in_bin(apps, apps / name)
    assert bring_back(apps, str(put.number)) == apps / name
    assert disk(apps / name) == before
    os.environ["HOMESPUN_APPS"] = str(apps)
    assert main(["list"]) == 0
    shown = capsys.readouterr().out
    assert not [sign for sign in shown if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs")]
    assert not set(shown) & set("\u202e\u2066\u2069")
    assert shown.count("\n") == 4
    assert main(["list", "--json"]) == 0
    folders = [each["folder"] for each in json.loads(capsys.readouterr().out)["projects"]]
    assert str(apps / name) in folders
    assert move_folder(apps, apps / name, "Plain").name == "Plain"


@posix
def test_a_name_that_is_no_text_at_all(apps: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name of bytes that are no UTF-8 is shown with stand-ins, and goes the whole way."""
    name = os.fsdecode(b"caf\xe9\xff")
    (apps / "Shed").rename(apps / name)
    os.environ["HOMESPUN_APPS"] = str(apps)
    for words in (["list"], ["list", "--json"], ["list", "shed"]):
        assert main(words) == 0
    assert "caf\N{REPLACEMENT CHARACTER}" in capsys.readouterr().out
    put_in_bin(apps, apps / name)
    assert bring_back(apps, "Shed") == apps / name


def test_a_name_from_the_bin_cannot_become_ours(apps: Path) -> None:
    """A folder in the bin that is called like something of ours comes back under another name."""
    home = apps / ".bin" / "1 2026-01-01 00.00.00"
    for name in (".bin", ".homespun-made-0123456789abcdef", ".hidden"):
        home.mkdir(parents=True, exist_ok=True)
        shutil.copytree(apps / "Shed", home / name)
        assert bring_back(apps, "1").parent == apps
    assert not [path.name for path in apps.iterdir() if path.name.startswith(".") and path.name != ".bin"]
    assert len(list_projects(apps)) == 4


@given(st.text())
def test_what_is_shown_is_one_harmless_line(text: str) -> None:
    """Whatever the text: no control signs, no line ends, no turning of directions, and it can be written out."""
    shown = harmless(text)
    assert isinstance(shown.encode("utf-8"), bytes)
    assert len(shown.splitlines()) <= 1
    assert not [sign for sign in shown if unicodedata.category(sign) == "Cc"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("text", ["« Bees »", "Bees\u00a0: 3\u202f%", "👩‍🚀 Crew", "می‌خواهم"])
def test_what_does_no_harm_stays_as_it_was_written(text: str) -> None:
    """Blanks that do not break, as French has them, and the joiners of emoji and of Persian."""
    assert harmless(text) == text
    assert harmless(text + "x" * 100, 20) == (text + "x" * 100)[:19] + "…"


# --- the cache and the memory ---------------------------------------------------------------------


def test_a_poisoned_index_shows_no_project_that_is_not_there(apps: Path, outside: Path) -> None:
    """It can name what it likes: which projects there are, the folder says."""
    list_projects(apps)
    file = settings_folder() / "library.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    (entry,) = facts["projects"].values()
    for folder in (outside / "Theirs", apps / ".." / "outside" / "Theirs", apps / "Ghost", "/etc", "\0"):
        facts["projects"][str(folder)] = entry
    file.write_text(json.dumps(facts), encoding="utf-8")
    assert [each.folder for each in list_projects(apps)] == [apps / "Shed"]


def test_a_poisoned_index_says_nothing_that_could_do_harm(apps: Path) -> None:
    """Even where it deceives about a name, what is shown is harmless, short and of the kinds we know."""
    list_projects(apps)
    file = settings_folder() / "library.json"
    clean = file.read_text(encoding="utf-8")
    facts = json.loads(clean)
    (folder,) = facts["projects"]
    stamp, *_ = facts["projects"][folder]
    for texts in (
        ["\x1b[2J\u202eevil\nline", "🔨", "records", "", "", ""],
        ["x" * 100_000, "", "records", "", "", ""],
        ["A", "", "no such kind", "", "", ""],
        ["A", "", "records", "", "", "no_such_problem"],
        ["A", "", "records", 7, None, {}],
        [],
    ):
        facts["projects"][folder] = [stamp, *texts]
        file.write_text(json.dumps(facts), encoding="utf-8")
        (listed,) = list_projects(apps)
        assert listed.name == harmless(listed.name)
        assert len(listed.name) <= 2000
        assert listed.problem == ""
        assert listed.kind == "records"


def test_a_poisoned_memory_opens_nothing(apps: Path, outside: Path) -> None:
    """What is remembered as opened is listed only if it is an app, by a whole path, once, and no link."""
    settings_folder().mkdir(parents=True)
    if os.name == "posix":
        (outside / "link").symlink_to(outside / "Theirs", target_is_directory=True)
    entries = [
        {"folder": str(outside), "opened": 1},
        {"folder": str(outside / "diary.txt"), "opened": 1},
        {"folder": str(outside / "link"), "opened": 1},
        {"folder": "Shed", "opened": 1},
        {"folder": "\0", "opened": 1},
        {"folder": "/" + "x" * 5000, "opened": 1},
        {"folder": str(outside / "Theirs"), "opened": float("1e300")},
        {"folder": str(outside / "Theirs"), "opened": "yesterday"},
        {"folder": 7},
        7,
    ]
    (settings_folder() / "recent.json").write_text(json.dumps(entries), encoding="utf-8")
    assert [each.folder for each in list_projects(apps)] == [apps / "Shed"]
    for garbage in ("", "{}", "[" * 100_000, '{"a": [1e999]}', "[{}]"):
        (settings_folder() / "recent.json").write_text(garbage, encoding="utf-8")
        assert len(list_projects(apps)) == 1


def test_a_project_that_is_a_bomb(apps: Path) -> None:
    """A blueprint that is nested without end, a huge provenance, and ten thousand entries take little time."""
    (apps / "Shed" / "homespun.json").write_text("[" * 1_000_000, encoding="utf-8")
    (apps / "Shed" / "app.blueprint").write_text(TEXT + "  x = " + "(" * 400_000 + "\n", encoding="utf-8")
    sparse = make(apps / "Sparse") / "homespun.json"
    with sparse.open("wb") as file:
        file.truncate(50 * 1024**3)
    began = time.monotonic()
    assert len(list_projects(apps)) == 2
    assert time.monotonic() - began < 10


# --- pictures -------------------------------------------------------------------------------------


def chunk(kind: bytes, body: bytes, checksum: int | None = None) -> bytes:
    right = zlib.crc32(kind + body)
    return (
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", right if checksum is None else checksum)
    )


def header(width: int, height: int, depth: int = 8, colours: int = 2, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, interlaced))


SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = chunk(b"IEND", b"")


def picture(width: int, height: int, *between: bytes) -> bytes:
    rows = zlib.compress((b"\0" + b"\x80" * (3 * width)) * height, 9)
    return SIGNATURE + header(width, height) + b"".join(between) + chunk(b"IDAT", rows) + END


BOMB = zlib.compress(b"\0" * 50_000_000, 9)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        SIGNATURE + header(4, 4),
        SIGNATURE + header(4, 4) + END,
        picture(4, 4)[:-1],
        picture(4, 4) + b"<script>",
        picture(4, 4) + END,
        picture(4, 4, header(4, 4)),
        picture(4, 4)[:-4] + b"xxxx",
        picture(0, 4),
        SIGNATURE + header(100_000, 100_000) + chunk(b"IDAT", BOMB[:40_000]) + END,
        SIGNATURE + header(4, 2**31 - 1) + chunk(b"IDAT", b"") + END,
        SIGNATURE + header(4, 4, depth=16) + chunk(b"IDAT", b"") + END,
        SIGNATURE + header(4, 4, colours=3) + chunk(b"IDAT", b"") + END,
        SIGNATURE + header(4, 4, interlaced=1) + chunk(b"IDAT", b"") + END,
        picture(4, 4, chunk(b"zTXt", b"a\0\0" + BOMB)),
        picture(4, 4, chunk(b"iCCP", b"a\0\0" + BOMB)),
        picture(4, 4, chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB)),
        picture(4, 4, chunk(b"acTL", struct.pack(">II", 2**31, 0))),
        picture(4, 4, chunk(b"eXIf", b"x")),
        SIGNATURE + header(4, 4) + struct.pack(">I", 2**32 - 1) + b"IDAT",
        picture(1024, 1024, *[chunk(b"pHYs", b"\0" * 9)] * 60_000),
        b"\0" * (MOST_BYTES + 1),
    ],
    ids=range(24),
)
def test_a_picture_that_is_a_bomb_is_not_shown(apps: Path, data: bytes) -> None:
    """Neither is one of false size, with packed texts, cut off, or with something behind it; nor is it kept."""
    place = apps / "Shed" / ".homespun" / "thumbnail.png"
    place.parent.mkdir()
    place.write_bytes(data)
    began = time.monotonic()
    assert thumbnail_of(apps / "Shed") is None
    assert list_projects(apps)[0].thumbnail is None
    assert not keep_thumbnail(apps / "Shed", data)
    assert time.monotonic() - began < 1


def test_a_picture_that_is_sane_is_shown(apps: Path) -> None:
    """One of our own kind is."""
    place = apps / "Shed" / ".homespun" / "thumbnail.png"
    assert keep_thumbnail(apps / "Shed", picture(480, 300, chunk(b"pHYs", b"\0" * 9)))
    assert list_projects(apps)[0].thumbnail == place
    # Beside it lie the pictures of earlier states, for the history; nothing else.
    assert sorted(path.name for path in place.parent.iterdir()) == ["pictures", "thumbnail.png"]


@given(st.binary(max_size=200))
def test_any_bytes_can_be_asked_about(data: bytes) -> None:
    """Nothing breaks the check, and nothing that is no picture passes."""
    assert not is_small_png(data)
    assert not is_small_png(SIGNATURE + data)
    assert not is_small_png(SIGNATURE + header(4, 4) + data + END)


@posix
def test_a_picture_is_not_written_through_a_link(apps: Path, outside: Path) -> None:
    """Neither the folder of ours in a project nor the picture's own name leads elsewhere."""
    (apps / "Shed" / ".homespun").symlink_to(outside, target_is_directory=True)
    assert not keep_thumbnail(apps / "Shed", picture(4, 4))
    (apps / "Shed" / ".homespun").unlink()
    (apps / "Shed" / ".homespun").mkdir()
    (apps / "Shed" / ".homespun" / "thumbnail.png").symlink_to(outside / "diary.txt")
    assert keep_thumbnail(apps / "Shed", picture(4, 4))
    assert (outside / "diary.txt").read_text(encoding="utf-8") == "mine"
    assert thumbnail_of(apps / "Shed") is not None


# --- disks ----------------------------------------------------------------------------------------

ON_A_DISK = """
import os, sys
from pathlib import Path
from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.errors import HomespunError
from desktop.library import *
from desktop.records import Record, open_records
from desktop.workspace import Provenance, write_project

disk, how = Path(sys.argv[1]), sys.argv[2]
text = 'app "Shed"\\n\\nentity Tool\\n  name: text\\n\\npage Tools\\n  table of Tool\\n'
app = read(text).app
apps = disk / "apps"
write_project(apps / "Shed", compile_app(app), text, Provenance("r", 0, "m", "0", "writer", "1"))
with open_records(apps / "Shed") as database:
    database.write([Record("a", "Tool", 1, (("name", "x" * 300_000),))])

def state():
    return {str(path.relative_to(disk)): path.read_bytes() for path in apps.rglob("*") if path.is_file()}

before = state()
def said(doing):
    try:
        return type(doing()).__name__
    except HomespunError as problem:
        return problem.key

if how == "read-only":
    os.system(f"mount -o remount,ro {disk}")
print(said(lambda: len(list_projects(apps))), said(lambda: duplicate(apps, apps / "Shed")), state() == before)
if how == "full":
    with open(disk / "fill", "wb", buffering=0) as fill:
        try:
            while True:
                fill.write(b"x" * 4096)
        except OSError:
            pass
print(said(lambda: put_in_bin(apps, apps / "Shed")), said(lambda: move_folder(apps, apps / "Shed", "New")))
print(len(list_projects(apps)) + len(binned(apps)), sorted(path.name for path in apps.iterdir()))
"""


def on_a_disk(tmp_path: Path, how: str) -> list[str]:
    script, place = tmp_path / "script.py", tmp_path / "disk"
    script.write_text(ON_A_DISK, encoding="utf-8")
    place.mkdir()
    ran = subprocess.run(
        [
            "unshare",
            "-rm",
            "sh",
            "-c",
            'mount -t tmpfs -o size=900k none "$1" && exec "$2" "$3" "$1" "$4"',
            "sh",
            str(place),
            sys.executable,
            str(script),
            how,
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.namespaces
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """A copy that does not fit is refused in a sentence and leaves nothing; what needs no room still works."""
    first, second, third = on_a_disk(tmp_path, "full")
    assert first in ("int folder_full True", "int records_full True")
    # On this disk a folder needs no block of its own; where it does, it is said.
    assert second in ("Binned folder_no_app", "folder_full PosixPath")
    assert third.startswith("1 ")


@pytest.mark.namespaces
def test_a_disk_that_is_read_only(tmp_path: Path) -> None:
    """All is listed; whatever would change it is refused in a sentence, and all is as it was."""
    first, second, third = on_a_disk(tmp_path, "read-only")
    assert first == "int folder_not_writable True"
    assert second == "folder_not_writable folder_not_writable"
    assert third == "1 ['Shed']"
