"""What goes out: just what belongs to the app, whole, and nothing of what was not asked for."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from made_projects import BEES, below, fill, make_project, tell

from desktop.errors import BlueprintError, FolderError, ParcelError
from desktop.exports import KINDS, first_records
from desktop.exports import export_project as export
from desktop.messages import say
from desktop.workspace import open_project

SECRETS = ("diary.txt", "very private", ".git/", "secret-hash")
FORMS = tuple(KINDS)


@pytest.fixture
def project(tmp_path: Path):
    """An app with records, and around it what is nobody else's business."""
    made = make_project(tmp_path / "bees")
    fill(made.folder)
    (made.folder / "diary.txt").write_text("very private", encoding="utf-8")
    (made.folder / ".git").mkdir()
    (made.folder / ".git" / "config").write_text("very private", encoding="utf-8")
    return made


def contents(place: Path) -> dict[str, bytes]:
    """What an export holds, by path."""
    if place.is_dir():
        return below(place)
    if not zipfile.is_zipfile(place):
        return {"": place.read_bytes()}
    with zipfile.ZipFile(place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("with_data", [False, True])
def test_every_kind_is_written_beside_the_app_under_its_name(project, form, with_data):
    """Without a place it lies beside the app's folder; a second one takes a name that is free."""
    places = [export(project, form, with_data=with_data).place for _ in range(2)]
    assert all(place.parent == project.folder.parent for place in places)
    assert all(place.name.startswith("Bee Diary") for place in places)
    assert places[0] != places[1]
    assert contents(places[0]) == contents(places[1])


@pytest.mark.parametrize("form", FORMS)
def test_without_data_no_record_goes_along(project, form, tmp_path):
    """Not a word that was typed into the app is in it, nor what lies beside it."""
    exported = export(project, form, out=tmp_path / "out")
    assert not exported.has_data
    for name, data in contents(exported.place).items():
        assert b"Visit 3" not in data and b"Hive 1" not in data
        assert not any(word.encode() in data or word in name for word in SECRETS)


@pytest.mark.parametrize("form", FORMS)
def test_with_data_the_records_go_along(project, form, tmp_path):
    """Every record is in it; passwords only where the whole database is."""
    exported = export(project, form, with_data=True, out=tmp_path / "out")
    assert exported.has_data and exported.notes == ()
    held = contents(exported.place)
    whole = b"".join(held.values())
    assert (b"Visit 11" in whole) and (b"Hive 2" in whole)
    databases = {name for name in held if name.endswith("data.sqlite")}
    assert len(databases) == (form in ("zip", "bundle"))
    besides = b"".join(data for name, data in held.items() if name not in databases)
    assert not any(word.encode() in besides for word in SECRETS)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_changes_nothing_in_the_project(project, form, tmp_path):
    """The project is as it was."""
    before = {
        name: data for name, data in below(project.folder).items() if not name.startswith("data.sqlite")
    }
    export(project, form, with_data=True, out=tmp_path / "out")
    after = {name: data for name, data in below(project.folder).items() if not name.startswith("data.sqlite")}
    assert after == before


def test_an_app_without_records_says_so(tmp_path):
    """Asking for records that are not there is no mistake; it is said."""
    exported = export(make_project(tmp_path / "bees"), "html", with_data=True)
    assert (exported.has_data, exported.notes) == (False, (say("exports.no_data"),))


@pytest.mark.parametrize("form", FORMS)
def test_with_accounts_it_is_said_who_can_read_what(tmp_path, form):
    """In an app with accounts everybody who gets the export reads all records: that is said."""
    text = BEES.replace('app "Bee Diary"\n', 'app "Bee Diary"\n  accounts Keeper | Guest\n')
    made = make_project(tmp_path / "bees", text)
    tell(made.folder, text, do="begin", put=[])
    notes = export(made, form, with_data=True).notes
    database = form in ("zip", "bundle")
    assert notes == (say("exports.everybody_reads_database" if database else "exports.everybody_reads"),)


def test_one_page_needs_nothing_beside_it(project, tmp_path):
    """No address but data of its own stands in the page, and its policy allows no other."""
    page = export(project, "html", with_data=True, out=tmp_path / "bees.html").place.read_text(
        encoding="utf-8"
    )
    assert "<script src" not in page and '<link rel="stylesheet"' not in page
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src ")
    assert not re.search(r"https?:|file:|'self'|\*|homespun:", policy)


def test_a_page_allows_just_the_scripts_that_stand_in_it(tmp_path):
    """Without parts of the person's own every script is named by its fingerprint, and no other may run."""
    text = BEES.replace('  custom "Weather map" of Visit\n', "")
    page = export(make_project(tmp_path / "bees", text), "html").place.read_text(encoding="utf-8")
    policy = re.search(r'content="(default-src[^"]+)"', page)[1]
    assert "unsafe" not in policy
    assert policy.count("sha256-") == page.count("<script>") + page.count("<style>")


def test_a_hostile_word_stays_a_word_in_the_page(tmp_path):
    """What people type cannot end a script."""
    made = make_project(tmp_path / "bees")
    note = "</script><script>alert(1)</script><!-- </ScRiPt \u2028 \ud83d\udc1d"
    put = [{"id": "a", "entity": "Visit", "made": 1, "values": {"note": note}}]
    tell(made.folder, BEES, do="begin", put=put)
    page = export(made, "html", with_data=True).place.read_text(encoding="utf-8")
    assert "alert(1)</script" not in page
    assert page.lower().count("</script") == page.count("<script>")


def test_a_person_sees_their_own_files_in_every_kind(project, tmp_path):
    """What was written into `custom/` goes along, also when Homespun has not seen the change yet."""
    (project.folder / "custom" / "weather-map.html").write_text("<p>my own map</p>", encoding="utf-8")
    for form in FORMS:
        held = contents(export(project, form, out=tmp_path / form).place)
        assert any(b"my own map" in data for data in held.values()), form


def test_of_custom_only_what_a_project_may_have_goes_along(project, tmp_path):
    """Programs, hidden files and links in `custom/` stay."""
    custom = project.folder / "custom"
    outside = tmp_path / "outside.html"
    outside.write_text("evil", encoding="utf-8")
    (custom / "evil.exe").write_bytes(b"evil")
    (custom / "link.html").symlink_to(outside)
    (custom / "folder").symlink_to(tmp_path)
    (custom / "what?.html").write_text("no name on Windows", encoding="utf-8")
    (custom / "deep").mkdir()
    (custom / "deep" / "Picture.PNG").write_bytes(b"png")
    exported = export(project, "bundle", out=tmp_path / "out")
    held = contents(exported.place)
    names = "custom/evil.exe, custom/folder, custom/link.html, custom/what?.html"
    assert exported.notes == (say("exports.export_left_out", count=4, names=names),)
    assert {name for name in held if name.startswith("custom/")} == {
        "custom/weather-map.html",
        "custom/deep/Picture.PNG",
    }


def test_of_a_history_no_hook_and_no_setting_goes_along(project, tmp_path):
    """Objects, branches and where the project stands; nothing that runs or leads elsewhere."""
    history = project.folder / ".homespun" / "history.git"
    names = {
        "HEAD": b"ref: refs/heads/main\n",
        "packed-refs": b"",
        "config": b"evil",
        "hooks/pre-commit": b"evil",
        "objects/ab/" + "c" * 38: b"object",
        "objects/pack/pack-" + "d" * 40 + ".pack": b"pack",
        "objects/info/alternates": b"evil",
        "refs/heads/main": b"e" * 40,
        "refs/heads/main.lock": b"evil",
        "info/attributes": b"evil",
        "commondir": b"evil",
    }
    for name, data in names.items():
        place = history / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    held = contents(export(project, "bundle", out=tmp_path / "out").place)
    root = ".homespun/history.git/"
    assert {name.removeprefix(root): data for name, data in held.items() if name.startswith(root)} == {
        name: data for name, data in names.items() if data != b"evil"
    }


def test_plain_code_knows_no_homespun(project, tmp_path):
    """No blueprint, no provenance, nothing to open it again; README.md names every file."""
    held = contents(export(project, "code", with_data=True, out=tmp_path / "out").place)
    assert not {"app.blueprint", "homespun.json", "data.sqlite", "custom/weather-map.html"} & set(held)
    readme = held.pop("README.md").decode()
    assert all(f"- `{name}`: " in readme for name in held)
    assert b"app.blueprint" not in held["app.js"] and b"data-from" not in held["index.html"]


def test_the_same_project_gives_the_same_bytes(project, tmp_path):
    """No clock and no chance is in an export; only a database notes how often it was written."""
    for form in ("html", "folder", "code", "zip"):
        one, other = (export(project, form, out=tmp_path / f"{form} {n}").place for n in range(2))
        assert (one.read_bytes() == other.read_bytes()) if one.is_file() else (below(one) == below(other))


def test_a_blueprint_with_problems_is_not_exported(project, tmp_path):
    """First it has to be mended."""
    (project.folder / "app.blueprint").write_text('app "Bees"\n\nentity\n', encoding="utf-8")
    with pytest.raises(BlueprintError) as caught:
        export(open_project(project.folder), "html", out=tmp_path / "out.html")
    assert caught.value.key == "blueprint_problems"
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_written_over(project, form, tmp_path):
    """What lies at the place stays, and is named."""
    kind = KINDS[form]
    taken = tmp_path / "taken"
    if kind.ending:
        taken.write_text("mine", encoding="utf-8")
    else:
        taken.mkdir()
        (taken / "mine").write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FolderError) as caught:
        export(project, form, out=taken)
    assert caught.value.key == ("file_exists" if kind.ending else "folder_exists")
    assert sorted(tmp_path.iterdir()) == before
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FolderError):
        export(project, form, out=link)
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_for_a_file_gets_the_apps_name(project, tmp_path):
    """`--out Downloads` puts the file there."""
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    assert export(project, "zip", out=downloads).place == downloads / "Bee Diary.zip"
    assert export(project, "zip", out=downloads).place == downloads / "Bee Diary 2.zip"


def test_missing_folders_are_made_and_taken_back(project, tmp_path, monkeypatch):
    """The folders above the place are made; if the work fails they are gone again."""
    place = tmp_path / "a" / "b" / "bees.html"
    monkeypatch.setattr(
        "desktop.exports.packing._copy", lambda piece, out: (_ for _ in ()).throw(OSError(28, ""))
    )
    with pytest.raises(FolderError) as caught:
        export(project, "html", out=place)
    assert caught.value.key == "folder_full"
    assert not (tmp_path / "a").exists()
    monkeypatch.undo()
    assert export(project, "html", out=place).place == place


def test_records_that_no_page_could_hold_are_refused(project, tmp_path, monkeypatch):
    """The bundle is named instead."""
    monkeypatch.setattr(first_records, "LARGEST_BYTES", 500)
    with pytest.raises(ParcelError) as caught:
        export(project, "html", with_data=True, out=tmp_path / "out.html")
    assert caught.value.key == "page_too_large"
    assert not (tmp_path / "out.html").exists()
    assert export(project, "bundle", with_data=True, out=tmp_path / "out.homespun").has_data


def test_records_that_the_app_no_longer_has_stay_behind_in_a_page(project, tmp_path):
    """A field that was removed keeps its values in the database; a page that is given away has none of them."""
    less = BEES.replace("  weight: number\n", "").replace("showing note, weight, hive", "showing note, hive")
    (project.folder / "app.blueprint").write_text(less, encoding="utf-8")
    page = export(open_project(project.folder), "html", with_data=True, out=tmp_path / "out.html").place
    assert '"weight"' not in page.read_text(encoding="utf-8")


def test_a_window_may_be_at_work_meanwhile(project, tmp_path):
    """A database that is open and has changes in its log goes out as it is at this moment."""
    with closing(sqlite3.connect(project.folder / "data.sqlite", isolation_level=None)) as window:
        window.execute("PRAGMA journal_mode = WAL")
        window.execute('UPDATE "Hive" SET "name" = \'Just typed\' WHERE "id" = \'h-1\'')
        page = export(project, "html", with_data=True, out=tmp_path / "out.html").place
    assert "Just typed" in page.read_text(encoding="utf-8")


def test_the_web_folder_has_what_a_host_needs(project, tmp_path):
    """A manifest whose addresses are all inside, an icon, and a list of files that are really there."""
    held = contents(export(project, "folder", out=tmp_path / "out").place)
    manifest = json.loads(held["manifest.webmanifest"])
    assert (manifest["name"], manifest["start_url"], manifest["scope"]) == ("Bee Diary", "./", "./")
    assert b"<svg" in held["icon.svg"]
    listed = json.loads(re.search(rb"const FILES = (\[.*?\]);", held["service_worker.js"])[1])
    assert listed[0] == "./"
    assert set(listed[1:]) == set(held) - {"service_worker.js", "_headers", ".nojekyll"}
    assert "app.blueprint" not in held and "homespun.json" not in held


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are told otherwise there")
def test_a_folder_that_may_not_be_written_is_said(project, tmp_path):
    """A place that is not the person's is named before anything is done."""
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(FolderError) as caught:
        export(project, "zip", out=closed / "out.zip")
    assert caught.value.key == "folder_not_writable"
