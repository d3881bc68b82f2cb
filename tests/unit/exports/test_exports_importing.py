"""What goes out as a bundle, a zip or a folder comes in again as it was."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_projects import BEES, app_of, below, fill, make_project, rows_of, tell

from desktop.blueprint import print_app
from desktop.blueprint.edits import edit, parse_script
from desktop.compiler import compile_app
from desktop.errors import BlueprintError, FolderError, ParcelError
from desktop.exports import export_project, import_project, parcels
from desktop.history import Happened, History
from desktop.messages import say
from desktop.records import carry_names, open_records, put_back, renames_of, take_snapshot
from desktop.workspace import open_project, update_project


def app_files(folder: Path) -> dict[str, bytes]:
    """The files of an app itself: not its records, nor what Homespun keeps beside it."""
    return {
        name: data
        for name, data in below(folder).items()
        if not name.startswith((".homespun", "data.sqlite"))
    }


@pytest.fixture
def project(tmp_path: Path):
    """An app with records and a page of the person's own."""
    made = make_project(tmp_path / "bees")
    fill(made.folder)
    (made.folder / "custom" / "weather-map.html").write_text("<p>my own</p>", encoding="utf-8")
    (made.folder / "custom" / "sun.png").write_bytes(b"png")
    return open_project(made.folder)


def test_a_bundle_comes_in_as_it_went_out(project, tmp_path):
    """Blueprint, provenance, own files, every record, every small value: the same."""
    bundle = export_project(project, "bundle", with_data=True, out=tmp_path / "bees.homespun").place
    imported = import_project(bundle, tmp_path / "in")
    assert (imported.app_name, imported.records, imported.left_out, imported.notes) == (
        "Bee Diary",
        15,
        tuple(
            sorted(set(app_files(project.folder)) - {"app.blueprint", "homespun.json"} - set(own(project)))
        ),
        (),
    )
    assert imported.project.provenance == project.provenance
    assert app_files(imported.project.folder) == app_files(project.folder)
    assert rows_of(imported.project.folder / "data.sqlite") == rows_of(project.folder / "data.sqlite")


def own(project) -> list[str]:
    return [name for name in app_files(project.folder) if name.startswith("custom/")]


def test_a_zip_comes_in_from_the_folder_in_it(project, tmp_path):
    """The app lies in a folder inside; the records come along."""
    packed = export_project(project, "zip", with_data=True, out=tmp_path / "bees.zip").place
    imported = import_project(packed, tmp_path / "in")
    assert app_files(imported.project.folder) == app_files(project.folder)
    assert rows_of(imported.project.folder / "data.sqlite") == rows_of(project.folder / "data.sqlite")


def test_a_folder_comes_in_and_is_only_read(project, tmp_path):
    """What lies around the app in it stays where it is, and the folder is as it was."""
    (project.folder / "diary.txt").write_text("mine", encoding="utf-8")
    (project.folder / "node_modules").mkdir()
    (project.folder / "node_modules" / "con").write_text("nobody's business", encoding="utf-8")
    before = below(project.folder)
    imported = import_project(project.folder, tmp_path / "in")
    assert below(project.folder) == before
    assert not (imported.project.folder / "diary.txt").exists()
    assert rows_of(imported.project.folder / "data.sqlite") == rows_of(project.folder / "data.sqlite")


def test_a_project_goes_among_the_persons_apps_under_its_name(project, tmp_path, monkeypatch):
    """Without a place it gets one; a second one gets another."""
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "apps"))
    bundle = export_project(project, "bundle").place
    assert [import_project(bundle).project.folder.name for _ in range(2)] == ["Bee Diary", "Bee Diary 2"]


def test_without_data_a_bundle_brings_none(project, tmp_path):
    """The app begins with its samples, as a new one does."""
    bundle = export_project(project, "bundle", out=tmp_path / "b.homespun").place
    imported = import_project(bundle, tmp_path / "in")
    assert imported.records == 0
    assert not (imported.project.folder / "data.sqlite").exists()


def test_what_the_app_no_longer_has_comes_along(project, tmp_path):
    """A field that was renamed, one that was removed and one that changed its kind: all values are still there."""
    folder = project.folder
    for script in (
        "in Visit: rename weight to mass",
        "in Visit: remove day",
        "in Visit: change calm: text",
    ):
        project = open_project(folder)
        app = app_of(project.blueprint_text)
        done = edit(app, script)
        assert done.app is not None, (script, done.diagnostics)
        carry_names(folder / "data.sqlite", renames_of(app, parse_script(script, app).script))
        update_project(
            project, compile_app(app), compile_app(done.app), print_app(done.app), project.provenance
        )
        with open_records(folder):
            pass
    bundle = export_project(open_project(folder), "bundle", with_data=True, out=tmp_path / "b.homespun").place
    imported = import_project(bundle, tmp_path / "in")
    assert rows_of(imported.project.folder / "data.sqlite") == rows_of(folder / "data.sqlite")


def test_versions_and_the_copies_that_belong_to_them_come_along(project, tmp_path):
    """The same versions with the same files, and the records of then can be put back."""
    folder = project.folder
    history = History(folder)
    history.record(project, Happened("made", request="bees"))
    take_snapshot(folder, "before")
    tell(folder, BEES, do="write", put=[], remove=[["Visit", "v-3"]])
    (folder / "custom" / "sun.png").write_bytes(b"another")
    history.record(project, Happened("edited"))
    history.branch("Winter", history.versions()[-1])
    bundle = export_project(project, "bundle", with_data=True, out=tmp_path / "b.homespun").place
    imported = import_project(bundle, tmp_path / "in")
    assert imported.has_history
    came = History(imported.project.folder)
    assert [(one.id, one.kind, one.request) for one in came.versions()] == [
        (one.id, one.kind, one.request) for one in history.versions()
    ]
    assert [came.files_of(one) for one in came.versions()] == [
        history.files_of(one) for one in history.versions()
    ]
    assert [branch.name for branch in came.branches()] == [branch.name for branch in history.branches()]
    assert "v-3" not in {row["id"] for row in rows_of(imported.project.folder / "data.sqlite")["Visit"]}
    put_back(imported.project.folder, "before")
    assert "v-3" in {row["id"] for row in rows_of(imported.project.folder / "data.sqlite")["Visit"]}


def test_without_data_no_copy_of_the_records_goes_along(project, tmp_path):
    """The versions do: they hold no records."""
    History(project.folder).record(project, Happened("made"))
    take_snapshot(project.folder, "before")
    bundle = export_project(project, "bundle", out=tmp_path / "b.homespun").place
    assert b"Visit 3" not in b"".join(below(unpacked(bundle, tmp_path)).values())


def unpacked(bundle: Path, tmp_path: Path) -> Path:
    shutil.unpack_archive(bundle, tmp_path / "unpacked", "zip")
    return tmp_path / "unpacked"


def test_what_has_no_history_begins_one(project, tmp_path):
    """The first version says where it comes from."""
    packed = export_project(project, "zip", out=tmp_path / "bees.zip").place
    imported = import_project(packed, tmp_path / "in")
    (version,) = History(imported.project.folder).versions()
    assert (version.kind, version.request, imported.has_history) == ("imported", "bees.zip", False)


def test_compiled_files_of_a_stranger_are_not_used(project, tmp_path):
    """Whatever stands in its scripts, the app is compiled anew from its blueprint."""
    folder = unpacked(export_project(project, "bundle", out=tmp_path / "b.homespun").place, tmp_path)
    for name in ("index.html", "app.js", "runtime/store.js"):
        (folder / name).write_text("evil", encoding="utf-8")
    (folder / "runtime" / "more.js").write_text("evil", encoding="utf-8")
    imported = import_project(folder, tmp_path / "in")
    assert app_files(imported.project.folder) == app_files(project.folder)


def test_macs_and_windows_leave_something_in_every_archive(project, tmp_path):
    """What a system puts there for itself is passed over."""
    packed = export_project(project, "zip", out=tmp_path / "bees.zip").place
    with zipfile.ZipFile(packed, "a") as archive:
        for name in (
            "__MACOSX/bee-diary/._app.blueprint",
            "bee-diary/.DS_Store",
            "bee-diary/custom/Thumbs.db",
        ):
            archive.writestr(name, b"x")
        archive.writestr("bee-diary/custom/", b"")
    assert import_project(packed, tmp_path / "in").notes == ()


def test_what_does_not_come_along_is_named(project, tmp_path):
    """A person who packed something else with it knows that it is not there."""
    packed = export_project(project, "zip", out=tmp_path / "bees.zip").place
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("bee-diary/letter.odt", b"x")
        archive.writestr("bee-diary/custom/setup.exe", b"x")
    imported = import_project(packed, tmp_path / "in")
    names = "custom/setup.exe, letter.odt"
    assert imported.notes == (say("exports.import_left_out", count=2, names=names),)
    assert not list(imported.project.folder.rglob("*.exe"))


@pytest.mark.parametrize("form", ["html", "folder", "code"])
def test_what_has_no_blueprint_is_told_from_a_project(project, tmp_path, form):
    """A page, a web folder and plain code are no way back; the sentence says what is."""
    place = export_project(project, form, out=tmp_path / "out").place
    with pytest.raises(ParcelError) as caught:
        import_project(place, tmp_path / "in")
    assert caught.value.key == ("parcel_damaged" if form == "html" else "parcel_no_app")
    assert not (tmp_path / "in").exists()


def test_a_place_that_is_taken_is_left_alone(project, tmp_path):
    """Nothing is written over."""
    bundle = export_project(project, "bundle", out=tmp_path / "b.homespun").place
    before = below(project.folder)
    with pytest.raises(FolderError) as caught:
        import_project(bundle, project.folder)
    assert caught.value.key == "folder_has_app"
    assert below(project.folder) == before


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('app "Bees"\n\nentity\n', "blueprint_problems"),
        ("\0", "blueprint_problems"),
        ("", "blueprint_problems"),
    ],
)
def test_a_blueprint_with_problems_does_not_come_in(project, tmp_path, text, key):
    """The blueprint must check."""
    folder = unpacked(export_project(project, "bundle", out=tmp_path / "b.homespun").place, tmp_path)
    (folder / "app.blueprint").write_text(text, encoding="utf-8")
    with pytest.raises(BlueprintError) as caught:
        import_project(folder, tmp_path / "in")
    assert caught.value.key == key
    assert not (tmp_path / "in").exists()


TEXT = st.text(max_size=20)
NUMBER = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-(2**53), 2**53))


@settings(max_examples=10)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "note": st.one_of(st.none(), TEXT),
                "weight": NUMBER,
                "calm": st.sampled_from([None, True, False]),
                "tags": st.one_of(st.none(), st.lists(TEXT, max_size=3)),
                "hive": st.sampled_from([None, "h-0", "h-1", "nobody"]),
                "seen": st.lists(st.sampled_from(["h-0", "h-1", "nobody"]), max_size=4),
            }
        ),
        max_size=8,
    )
)
def test_any_records_come_in_as_they_went_out(tmp_path_factory, visits):
    """Whatever was typed, every value is the same afterwards."""
    tmp_path = tmp_path_factory.mktemp("any")
    made = make_project(tmp_path / "bees")
    hives = [{"id": f"h-{n}", "entity": "Hive", "made": n, "values": {"name": "x"}} for n in range(2)]
    put = [{"id": f"v-{n}", "entity": "Visit", "made": n, "values": each} for n, each in enumerate(visits)]
    tell(made.folder, BEES, do="begin", put=[*hives, *put])
    bundle = export_project(made, "bundle", with_data=True, out=tmp_path / "b.homespun").place
    imported = import_project(bundle, tmp_path / "in")
    assert rows_of(imported.project.folder / "data.sqlite") == rows_of(made.folder / "data.sqlite")
    assert imported.notes == ()


def test_what_is_much_the_same_is_packed_so_that_it_comes_in_again(project, tmp_path, monkeypatch):
    """An archive of ours that would look like a bomb is not squeezed."""
    monkeypatch.setattr(parcels, "_ALWAYS_FINE_BYTES", 1000)
    monkeypatch.setattr(parcels, "_HIGHEST_RATIO", 2)
    bundle = export_project(project, "bundle", with_data=True, out=tmp_path / "b.homespun").place
    assert bundle.stat().st_size > (project.folder / "data.sqlite").stat().st_size
    assert import_project(bundle, tmp_path / "in").records == 15


def test_an_app_of_a_newer_homespun_stays_where_it_is(project, tmp_path):
    """What its words mean nobody knows here, on the way out as little as on the way in."""
    newer = project.provenance.to_json().replace('"language_version": "1"', '"language_version": "99"')
    (project.folder / "homespun.json").write_text(newer, encoding="utf-8")
    for work in (
        lambda: export_project(open_project(project.folder), "zip", out=tmp_path / "out"),
        lambda: import_project(project.folder, tmp_path / "in"),
    ):
        with pytest.raises(BlueprintError) as caught:
            work()
        assert caught.value.key == "blueprint_newer"
    assert not (tmp_path / "out").exists() and not (tmp_path / "in").exists()
