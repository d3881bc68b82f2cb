"""Attacks on what is brought in: whoever made it, it is refused in a sentence, or does no harm.

After every refusal the disk is as it was: nothing came in, nothing lies beside, nothing outside was touched.
"""

from __future__ import annotations

import bz2
import hashlib
import random
import shutil
import sqlite3
import struct
import time
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_projects import BEES, below, fill, make_project, rows_of

from desktop.errors import HomespunError
from desktop.exports import export_project, import_project, parcels
from desktop.history import Happened, History
from desktop.messages import say
from desktop.records import open_records
from desktop.workspace import Provenance

MADE = Provenance("bees", 7, "spindle", "ab" * 32, "assembler", "1")
HISTORY = ".homespun/history.git"
GOOD = {"app.blueprint": BEES.encode(), "homespun.json": MADE.to_json().encode()}


def pack(place: Path, files: dict[str, bytes], *besides: tuple[zipfile.ZipInfo, bytes]) -> Path:
    """A zip with these files; `besides` is written just so, whatever its name."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for entry, data in besides:
            archive.writestr(entry, data)
    return place


def entry(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo("x")
    found.filename = name
    found.external_attr = mode << 16
    return found


def refused(tmp_path: Path, source: Path) -> HomespunError:
    """Bring it in and be refused; the disk is as it was."""
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    with pytest.raises(HomespunError) as caught:
        import_project(source, tmp_path / "in" / "app")
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before
    return caught.value


# --- names ----------------------------------------------------------------------------------------

OUTSIDE = [
    "../escaped",
    "..",
    "custom/../../escaped.html",
    "/etc/escaped",
    "//server/share/escaped",
    "\\\\server\\share\\escaped",
    "C:\\escaped",
    "C:escaped",
    "c:/escaped",
    "custom\\..\\..\\escaped.html",
    "./app.blueprint",
    "custom//a.html",
    "custom/a.html:stream",
    "custom/new\nline.html",
    "custom/con",
    "custom/NUL.html",
    "lpt¹.html",
    "custom/ends with dot.",
    "custom/ends with space ",
    "custom/what?.html",
    "custom/" + "x" * 250 + ".html",
    "../escaped/",
    "..\\",
]


@pytest.mark.parametrize("name", OUTSIDE, ids=ascii)
def test_a_name_that_leads_out_is_refused(tmp_path, name):
    """Zip slip in every spelling: the whole archive is refused, not only that file."""
    source = pack(tmp_path / "a.zip", GOOD, (entry(name), b"evil"))
    assert refused(tmp_path, source).key == "parcel_name"


def test_a_name_that_ends_early_for_some_programs_is_refused(tmp_path):
    """Behind a zero byte a name could go on."""
    source = pack(tmp_path / "a.zip", GOOD, (entry("custom/aXb.html"), b"evil"))
    source.write_bytes(source.read_bytes().replace(b"custom/aXb.html", b"custom/a\0b.html"))
    assert refused(tmp_path, source).key == "parcel_name"


@pytest.mark.parametrize(
    "names",
    [
        ("custom/a.html", "custom/A.html"),
        ("custom/a.html", "CUSTOM/b.html"),
        ("custom/é.html", "custom/e\u0301.html"),
        ("custom/ma\u00df.html", "custom/MASS.html"),
        ("App.Blueprint", "custom/a.html"),
        ("custom", "custom/a.html"),
    ],
    ids=ascii,
)
def test_names_that_are_one_file_elsewhere_are_refused(tmp_path, names):
    """Two names that fall together on some system."""
    source = pack(tmp_path / "a.zip", GOOD, *((entry(name), b"x") for name in names))
    assert refused(tmp_path, source).key == "folder_clash"


@pytest.mark.parametrize(
    "words", ["日本語", "עברית", "العربية", "हिन्दी", "🐝🌻", "Ünïcödé", "ไทย", "a\u202eb", "'; rm -rf ~"]
)
def test_names_in_every_script_come_in(tmp_path, words):
    """A person's own files and apps are called as they like, out and in again."""
    text = BEES.replace("Bee Diary", words)
    project = make_project(tmp_path / "app", text)
    (project.folder / "custom" / f"{words}.html").write_text(words, encoding="utf-8")
    for form in ("zip", "bundle"):
        place = export_project(project, form).place
        imported = import_project(place, tmp_path / f"in {form}").project
        assert (imported.folder / "custom" / f"{words}.html").read_text(encoding="utf-8") == words
        assert imported.blueprint_text == text


# --- what is no ordinary file ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["custom/a.html", "app.blueprint", "diary.txt", "data.sqlite", HISTORY + "/HEAD"]
)
def test_a_link_in_an_archive_is_refused(tmp_path, name):
    """A link could lead to anything on this computer, and what is unpacked after it would follow."""
    files = {path: data for path, data in GOOD.items() if path != name}
    source = pack(tmp_path / "a.zip", files, (entry(name, 0o120777), b"/etc/passwd"))
    assert refused(tmp_path, source).key == "parcel_link"


@pytest.mark.parametrize("mode", [0o020644, 0o060644, 0o010644, 0o140644])
def test_a_device_in_an_archive_is_refused(tmp_path, mode):
    """Devices, pipes and sockets are nothing that an app needs."""
    source = pack(tmp_path / "a.zip", GOOD, (entry("custom/a.html", mode), b""))
    assert refused(tmp_path, source).key == "parcel_device"


@pytest.mark.parametrize(
    "name", ["app.blueprint", "custom", "custom/a.html", "data.sqlite", ".homespun", HISTORY]
)
def test_a_link_in_a_folder_is_refused(tmp_path, name):
    """Also one on the way to a file."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "a.html").write_text("secret", encoding="utf-8")
    project = make_project(tmp_path / "app")
    fill(project.folder)
    place = project.folder / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(secret if place.suffix in ("", ".git") else secret / "a.html")
    assert refused(tmp_path, project.folder).key == "parcel_link"


# --- sizes ----------------------------------------------------------------------------------------

NOTHING = bytes(64 * 1024 * 1024)


def bomb(place: Path, count: int, **lies: int) -> Path:
    """An archive with so many files of 64 MB of nothing each, which it says unless it lies."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(NOTHING) + packer.flush()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_STORED) as archive:
        for name, data in GOOD.items():
            archive.writestr(name, data)
        for number in range(count):
            archive.writestr(f"custom/{number}.txt", packed)
        for one in archive.filelist[len(GOOD) :]:
            one.compress_type = zipfile.ZIP_DEFLATED
            one.file_size, one.CRC = len(NOTHING), zlib.crc32(NOTHING)
            for name, value in lies.items():
                setattr(one, name, value)
    return place


def test_a_bomb_is_refused_before_it_goes_off(tmp_path):
    """An archive of 10 MB that would become 10 GB is refused at once, with both numbers."""
    source = bomb(tmp_path / "a.zip", 160)
    assert 9e6 < source.stat().st_size < 11e6
    before_s = time.monotonic()
    problem = refused(tmp_path, source)
    assert time.monotonic() - before_s < 1
    assert (problem.key, problem.facts) == ("parcel_bomb", {"packed_mb": 11, "unpacked_mb": 10738})


def test_a_bomb_that_lies_goes_off_no_further_than_it_says(tmp_path):
    """One that says it is small is cut off where it said it ends."""
    assert refused(tmp_path, bomb(tmp_path / "a.zip", 1, file_size=1000)).key == "parcel_damaged"


def test_parts_that_lie_on_each_other_are_refused(tmp_path):
    """A few bytes that are unpacked a thousand times."""
    source = tmp_path / "a.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_STORED) as archive:
        for name, data in GOOD.items():
            archive.writestr(name, data)
        archive.writestr("custom/0.txt", bytes(200_000))
        first = archive.filelist[-1]
        for number in range(1, 50):
            twin = zipfile.ZipInfo(f"custom/{number}.txt")
            for fact in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(twin, fact, getattr(first, fact))
            archive.filelist.append(twin)
    assert refused(tmp_path, source).key == "parcel_bomb"


def test_an_archive_in_an_archive_is_left_packed(tmp_path):
    """Nothing is unpacked that was not asked for."""
    inner = bomb(tmp_path / "inner.zip", 20)
    source = pack(tmp_path / "a.zip", GOOD, (entry("custom/inner.zip"), inner.read_bytes()))
    imported = import_project(source, tmp_path / "in")
    assert imported.left_out == ("custom/inner.zip",)


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    """A list without end is no app."""
    monkeypatch.setattr(parcels, "MOST_FILES", 20)
    source = pack(tmp_path / "a.zip", GOOD, *((entry(f"x/{n}"), b"") for n in range(20)))
    assert refused(tmp_path, source).key == "parcel_many"
    source = pack(tmp_path / "a.zip", {**GOOD, **{f"custom/{n}.txt": b"" for n in range(10)}})
    monkeypatch.setattr("desktop.exports.unpacking.MOST_FILES", 5)
    assert refused(tmp_path, source).key == "parcel_many"


@pytest.mark.parametrize("name", ["app.blueprint", "custom/a.html", "homespun.json", HISTORY + "/HEAD"])
def test_a_file_that_is_larger_than_its_kind_is_refused(tmp_path, monkeypatch, name):
    """A blueprint of a gigabyte is none."""
    monkeypatch.setattr("desktop.exports.unpacking.largest_bytes", lambda path: 500_000)
    source = pack(tmp_path / "a.zip", {**GOOD, name: b"x" * 500_001})
    assert refused(tmp_path, source).key == "parcel_large"


def test_what_does_not_fit_on_the_disk_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    """No disk is filled to the brim to find out."""
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=1000))
    assert refused(tmp_path, pack(tmp_path / "a.zip", GOOD)).key == "folder_full"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(tmp_path, method):
    """Their programs take memory as the archive tells them."""
    odd = entry("custom/a.txt")
    odd.compress_type = method
    source = pack(tmp_path / "a.zip", GOOD, (odd, b"x" * 100))
    assert refused(tmp_path, source).key == "parcel_packed"


def test_a_locked_archive_is_told_from_a_damaged_one(tmp_path):
    """The sentence says what to do."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, data in GOOD.items():
            archive.writestr(name, data)
        for one in archive.filelist:
            one.flag_bits |= 1
    assert refused(tmp_path, tmp_path / "a.zip").key == "parcel_locked"


def test_a_list_of_contents_as_long_as_a_disk_is_not_read(tmp_path):
    """The length stands in the last bytes, and anybody can write there what they like."""
    source = pack(tmp_path / "a.zip", GOOD)
    data = bytearray(source.read_bytes())
    end = data.rindex(b"PK\5\6")
    struct.pack_into("<L", data, end + 12, 2**31)
    source.write_bytes(data)
    assert refused(tmp_path, source).key == "parcel_damaged"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"not a zip", bz2.compress(b"x"), b"SQLite format 3\0" + bytes(100)], ids=ascii
)
def test_what_is_no_archive_is_said(tmp_path, data):
    """Any other file."""
    (tmp_path / "a.homespun").write_bytes(data)
    assert refused(tmp_path, tmp_path / "a.homespun").key == "parcel_damaged"


def test_what_is_not_there_is_said(tmp_path):
    """A slip of the hand."""
    assert refused(tmp_path, tmp_path / "nothing").key == "parcel_missing"


@pytest.mark.parametrize("mark", [b'{"format": 2}', b'{"format": 99, "x": []}'])
def test_a_bundle_of_a_newer_homespun_is_said(tmp_path, mark):
    """What its parts mean nobody knows here."""
    assert refused(tmp_path, pack(tmp_path / "a.zip", {**GOOD, "bundle.json": mark})).key == "parcel_newer"


@pytest.mark.parametrize("mark", [b"", b"[]", b"{", b"\xff", b"[" * 9000, b'{"format": "x"}'])
def test_a_mark_or_a_provenance_that_was_edited_does_not_matter(tmp_path, mark):
    """The app is what its blueprint says."""
    source = pack(tmp_path / "a.zip", {**GOOD, "bundle.json": mark, "homespun.json": mark})
    assert import_project(source, tmp_path / "in").project.provenance is None


def test_several_apps_in_one_archive_are_told_apart(tmp_path):
    """Nobody guesses which was meant."""
    files = {f"{folder}/app.blueprint": BEES.encode() for folder in ("one", "two")}
    assert refused(tmp_path, pack(tmp_path / "a.zip", files)).key == "parcel_several"


# --- damage ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> bytes:
    """A bundle with everything in it."""
    folder = tmp_path_factory.mktemp("bundle")
    project = make_project(folder / "bees")
    fill(project.folder)
    History(project.folder).record(project, Happened("made"))
    return export_project(project, "bundle", with_data=True, out=folder / "b.homespun").place.read_bytes()


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99, 0.999])
def test_a_bundle_that_ends_too_early_is_refused(tmp_path, bundle, part):
    """A copy that was broken off."""
    (tmp_path / "b.homespun").write_bytes(bundle[: int(len(bundle) * part)])
    assert refused(tmp_path, tmp_path / "b.homespun").key == "parcel_damaged"


def test_a_bundle_with_a_wrong_bit_is_refused_or_right(tmp_path, bundle):
    """Wherever a bit has flipped: a sentence, or every record and file as it was. Never half of it."""
    chance = random.Random(7)
    (tmp_path / "whole.homespun").write_bytes(bundle)
    right = import_project(tmp_path / "whole.homespun", tmp_path / "right").project.folder
    rows, files = rows_of(right / "data.sqlite"), plain_files(right)
    keys = set()
    for turn in range(16):
        # Every second one near the end, where the names and sizes are.
        place = chance.randrange(len(bundle) - 2500 if turn % 2 else 0, len(bundle)) * 8 + chance.randrange(8)
        flipped = bytearray(bundle)
        flipped[place // 8] ^= 1 << place % 8
        (tmp_path / "b.homespun").write_bytes(flipped)
        try:
            folder = import_project(tmp_path / "b.homespun", tmp_path / "in").project.folder
        except HomespunError as problem:
            keys.add(problem.key)
            assert not (tmp_path / "in").exists()
            continue
        assert rows_of(folder / "data.sqlite") == rows and plain_files(folder) == files
        shutil.rmtree(folder)
    assert "parcel_damaged" in keys


def plain_files(folder: Path) -> dict[str, bytes]:
    return {
        name: data
        for name, data in below(folder).items()
        if not name.startswith((".homespun", "data.sqlite"))
    }


# --- history --------------------------------------------------------------------------------------


def with_history(tmp_path: Path, **evil: bytes) -> Path:
    """A project with two versions, and in its repository whatever a stranger likes."""
    project = make_project(tmp_path / "bees")
    History(project.folder).record(project, Happened("made"))
    for name, data in evil.items():
        place = project.folder / HISTORY / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return project.folder


def test_hooks_and_settings_of_a_history_stay_outside(tmp_path):
    """What git would run, or be told by, does not come in, from a folder as little as from an archive."""
    evil = {
        "hooks/post-checkout": b"#!/bin/sh\ntouch /tmp/evil\n",
        "hooks/pre-commit.exe": b"MZ",
        "config": b'[core]\n\tfsmonitor = touch /tmp/evil\n\tsshCommand = evil\n[filter "x"]\n\tclean = evil\n',
        "config.worktree": b"[core]\n\tworktree = /\n",
        "info/attributes": b"* filter=x\n",
        "objects/info/http-alternates": b"http://outside.example/\n",
        "description": b"evil",
    }
    folder = with_history(tmp_path, **evil)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, data in below(folder).items():
            archive.writestr(name, data)
    for source in (folder, tmp_path / "a.zip"):
        imported = import_project(source, tmp_path / f"in {source.suffix}")
        assert imported.has_history
        names = set(below(imported.project.folder / HISTORY))
        assert not {name for name in names if name.startswith(("hooks", "info", "config.", "desc"))}
        assert "evil" not in (imported.project.folder / HISTORY / "config").read_text(encoding="utf-8")
        assert not (imported.project.folder / HISTORY / "objects" / "info" / "http-alternates").exists()


def test_a_history_that_points_elsewhere_does_not_lead_there(tmp_path):
    """Alternates name other repositories on this computer: they are not taken."""
    folder = with_history(tmp_path, **{"objects/info/alternates": str(tmp_path).encode()})
    imported = import_project(folder, tmp_path / "in")
    assert not (imported.project.folder / HISTORY / "objects" / "info" / "alternates").exists()


def loose(content: bytes) -> tuple[str, bytes]:
    """An object of git as a file: its name and what is in it."""
    name = hashlib.sha1(content).hexdigest()
    return f"objects/{name[:2]}/{name[2:]}", zlib.compress(content, 9)


def test_an_object_that_unpacks_to_gigabytes_does_no_harm(tmp_path):
    """A commit of a few kilobytes that is 256 MB: the versions stay out, and that is said."""
    name, data = loose(b"commit 268435456\0" + bytes(256 * 1024 * 1024))
    head = name.removeprefix("objects/").replace("/", "").encode() + b"\n"
    folder = with_history(tmp_path, **{name: data, "refs/heads/main": head})
    before_s = time.monotonic()
    imported = import_project(folder, tmp_path / "in")
    assert time.monotonic() - before_s < 5
    assert imported.notes == (say("exports.import_no_history"),)
    assert len(History(imported.project.folder).versions()) == 1, "a new history has begun"


@pytest.mark.parametrize(
    "evil",
    [
        {"HEAD": b"ref: ../../../etc/passwd\n"},
        {"HEAD": b"ref: refs/heads/../../x\n"},
        {"HEAD": b""},
        {"refs/heads/main": b"ref: refs/heads/main\n"},
        {"refs/heads/main": b"0" * 40},
        {"refs/heads/main": b"\xff" * 4000},
        {"packed-refs": b"\0" * 100, "refs/heads/main": b"f" * 40},
    ],
    ids=ascii,
)
def test_a_history_that_is_none_is_left_out(tmp_path, evil):
    """The app itself comes in whole, a sentence says what did not, and a new history begins."""
    imported = import_project(with_history(tmp_path, **evil), tmp_path / "in")
    assert imported.notes == (say("exports.import_no_history"),)
    assert [one.kind for one in History(imported.project.folder).versions()] == ["imported"]


# --- records --------------------------------------------------------------------------------------


def with_database(tmp_path: Path, *statements: str) -> Path:
    """A project whose database somebody has had in their hands."""
    project = make_project(tmp_path / "bees")
    fill(project.folder)
    with closing(sqlite3.connect(project.folder / "data.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
    return project.folder


REFUSED_DATABASES = {
    "a trigger": (
        ['CREATE TRIGGER t AFTER INSERT ON "Hive" BEGIN DELETE FROM "Visit"; END'],
        "records_strange",
    ),
    "a trigger on a view": (
        ["CREATE VIEW v AS SELECT 1 AS a", "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN SELECT 1; END"],
        "records_strange",
    ),
    "a virtual table": (["CREATE VIRTUAL TABLE evil USING fts4(a)"], "records_strange"),
    "a computed column": (
        ['ALTER TABLE "Hive" ADD COLUMN x AS (length("name"))'],
        "records_strange",
    ),
    "no state": (["DROP TABLE homespun_tables"], "records_damaged"),
    "a view for a table of ours": (
        [
            "DROP TABLE homespun_notes",
            "CREATE VIEW homespun_notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS name, i AS value FROM n",
        ],
        "records_strange",
    ),
    "other columns": (
        ["DROP TABLE homespun_columns", "CREATE TABLE homespun_columns (a, b)"],
        "records_damaged",
    ),
    "a newer version": (["PRAGMA user_version = 99"], "records_newer"),
    "somebody else's": (["PRAGMA user_version = 0"], "records_damaged"),
}


@pytest.mark.parametrize("case", REFUSED_DATABASES)
def test_a_database_that_is_not_ours_is_refused(tmp_path, case):
    """Something that runs by itself, another makeup, another program's."""
    statements, key = REFUSED_DATABASES[case]
    assert refused(tmp_path, with_database(tmp_path, *statements)).key == key


HARMLESS_DATABASES = {
    "an older version": ["PRAGMA user_version = 1"],
    "a view": ['CREATE VIEW evil AS SELECT * FROM "Hive"'],
    "another table": ["CREATE TABLE evil (a)", "INSERT INTO evil VALUES (1)"],
    "an index on an expression": ['CREATE INDEX evil ON "Hive" (length("name"))'],
    "an index that forbids": ['CREATE UNIQUE INDEX evil ON "Hive" ("name")'],
    "more columns": ["ALTER TABLE \"Hive\" ADD COLUMN evil TEXT DEFAULT 'x'"],
    "a rule that forbids all": [
        'ALTER TABLE "Hive" RENAME TO old',
        'CREATE TABLE "Hive" ("id" TEXT PRIMARY KEY, "made" INTEGER, "name" TEXT, "colour" TEXT, CHECK (1))',
        'INSERT INTO "Hive" SELECT "id", "made", "name", "colour" FROM old',
        "DROP TABLE old",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (1)', 'CHECK (0)') WHERE name = 'Hive'",
    ],
}


@pytest.mark.parametrize("case", HARMLESS_DATABASES)
def test_what_somebody_added_to_a_database_stays_outside(tmp_path, case):
    """The records come in; tables, rules, views and indexes of others do not, and the app can be written to."""
    folder = with_database(tmp_path, *HARMLESS_DATABASES[case])
    imported = import_project(folder, tmp_path / "in").project.folder
    with closing(sqlite3.connect(imported / "data.sqlite")) as connection:
        schema = " ".join(str(row) for row in connection.execute("SELECT name, sql FROM sqlite_schema"))
    assert "evil" not in schema and "CHECK (0)" not in schema
    rows = rows_of(imported / "data.sqlite")
    assert [len(rows[name]) for name in ("Hive", "Visit")] == [3, 12]
    with open_records(imported) as database:
        assert database.write((), [("Hive", "h-1")])


LIES = {
    "an id that is none": ('UPDATE "Hive" SET "id" = \'<script>\' WHERE "id" = \'h-1\'', "Hive", 2),
    "no moment": ("PRAGMA ignore_check_constraints = ON", "Hive", 3),
    "a reference to nobody": ('DELETE FROM "Hive" WHERE "id" = \'h-1\'', "Hive", 2),
    "bytes for words": ('UPDATE "Visit" SET "weight" = \'heavy\' WHERE "id" = \'v-1\'', "Visit", 12),
}


@pytest.mark.parametrize("case", LIES)
def test_values_that_no_field_can_hold_stay_outside(tmp_path, case):
    """Whatever stands in a database, what is in ours afterwards is sound."""
    statement, entity, count = LIES[case]
    spoil = (
        "PRAGMA ignore_check_constraints = ON",
        statement,
        'UPDATE "Visit" SET "calm" = 7, "note" = x\'ff00\' WHERE "id" = \'v-2\'',
    )
    imported = import_project(with_database(tmp_path, *spoil), tmp_path / "in")
    assert len(imported.notes) == 1
    rows = rows_of(imported.project.folder / "data.sqlite")
    assert len(rows[entity]) == count
    spoiled = next(row for row in rows["Visit"] if row["id"] == "v-2")
    assert (spoiled["calm"], spoiled["note"]) == (None, None)
    with closing(sqlite3.connect(imported.project.folder / "data.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_one_table_is_not_copied_a_thousand_times(tmp_path):
    """Names that all point to one table, or one column, would make a small file large."""
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO "
    folder = with_database(
        tmp_path,
        f"{many} homespun_tables SELECT 'evil ' || i, 'Visit' FROM n",
        f"{many} homespun_columns SELECT 'Visit', 'evil ' || i, 'note', '', 'words', '' FROM n",
    )
    imported = import_project(folder, tmp_path / "in").project.folder
    assert len(rows_of(imported / "data.sqlite")["homespun_tables"]) < 10


@pytest.mark.parametrize("part", [0, 100, 5000, 20_000])
def test_a_database_that_is_damaged_is_refused(tmp_path, part):
    """Cut off, or overwritten in the middle."""
    folder = with_database(tmp_path)
    data = (folder / "data.sqlite").read_bytes()
    (folder / "data.sqlite").write_bytes(data[:part] or b"no database at all, only words" * 50)
    assert refused(tmp_path, folder).key == "records_damaged"


def test_a_database_whose_pages_go_in_circles_is_refused(tmp_path):
    """A table whose pages point to themselves would be read for ever."""
    folder = with_database(tmp_path)
    place = folder / "data.sqlite"
    data = bytearray(place.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    with closing(sqlite3.connect(place)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'Visit'").fetchone()
    page = bytearray(size)
    page[0] = 5  # a page that holds other pages: itself, again and again
    count = 100
    page[3:5] = count.to_bytes(2, "big")
    page[8:12] = root.to_bytes(4, "big")
    for number in range(count):
        cell = size - 8 * (number + 1)
        page[12 + 2 * number : 14 + 2 * number] = cell.to_bytes(2, "big")
        page[cell : cell + 5] = root.to_bytes(4, "big") + bytes([number + 1])
    page[5:7] = (size - 8 * count).to_bytes(2, "big")
    data[(root - 1) * size : root * size] = page
    place.write_bytes(data)
    before_s = time.monotonic()
    assert refused(tmp_path, folder).key == "records_damaged"
    assert time.monotonic() - before_s < 5


def test_a_change_that_was_broken_off_is_not_settled_for_a_stranger(tmp_path):
    """What lies beside a database may name other files, which settling it would remove."""
    folder = with_database(tmp_path)
    (folder / "data.sqlite-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    assert refused(tmp_path, folder).key == "parcel_unfinished"


def test_a_damaged_copy_of_the_records_stays_outside(tmp_path):
    """The records of now are whole; a copy of then that cannot be read is left out."""
    folder = with_database(tmp_path)
    snapshots = folder / ".homespun" / "snapshots"
    snapshots.mkdir(parents=True)
    (snapshots / "evil.sqlite").write_bytes(b"evil")
    shutil.copy(folder / "data.sqlite", snapshots / "good.sqlite")
    imported = import_project(folder, tmp_path / "in").project.folder
    assert [path.name for path in (imported / ".homespun" / "snapshots").iterdir()] == ["good.sqlite"]
