"""What is here is found wherever the person keeps it, what is broken says why, and nothing foreign is touched."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest
from gguf_bytes import model_bytes

from desktop import settings
from desktop.errors import Cancelled, HubError, ModelError
from desktop.hub import add_place, forget_place, import_model, look_around, remove_model, size_in_words
from desktop.hub import installed as installed_module
from desktop.hub.parts import MARGIN_BYTES, held, part_of
from desktop.paths import own_models_folder


def put(file: Path, **facts) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(model_bytes(**facts))
    return file


def ids():
    return [model.id for model in look_around().models]


def key_of(call, *arguments, **options):
    with pytest.raises((HubError, ModelError)) as refused:
        call(*arguments, **options)
    assert str(refused.value)
    return refused.value.key


def test_nothing_is_here_at_first():
    """The folder need not exist, and is not made by looking."""
    shelf = look_around()
    assert (shelf.models, shelf.broken, shelf.unfinished, shelf.absent) == ((), (), (), ())
    assert not own_models_folder().exists()


def test_models_are_found_smallest_first(tmp_path):
    """In our folder and on a stick, some folders deep."""
    put(own_models_folder() / "Big One.gguf", weights=8192)
    stick = tmp_path / "stick"
    small = put(stick / "maker" / "small" / "small.GGUF", name="", weights=2048)
    put(stick / ".hidden" / "x.gguf")
    put(stick / "a" / "b" / "c" / "d" / "deep.gguf")
    add_place(stick)
    first, second = look_around().models
    assert (first.id, first.name, first.path, first.ours) == ("small", "small", small, False)
    assert (second.id, second.name, second.ours) == ("big-one", "Tiny coder", True)
    assert first.header.parameters == 2048


def test_the_catalogue_knows_its_files(tmp_path):
    """By name and architecture; a file that only bears the name is somebody else's."""
    name = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    put(own_models_folder() / name)
    put(tmp_path / "s" / name, architecture="llama", weights=2048)
    add_place(tmp_path / "s")
    other, known = look_around().models
    assert known.entry is not None
    assert (known.id, known.name) == ("qwen2.5-coder-1.5b", "Qwen2.5 Coder 1.5B")
    assert other.entry is None


def test_two_of_one_name_have_two_ids(tmp_path):
    put(own_models_folder() / "m.gguf")
    put(tmp_path / "s" / "m.gguf")
    add_place(tmp_path / "s")
    assert ids() == ["m", "m-2"]


def test_broken_files_say_why():
    folder = own_models_folder()
    folder.mkdir(parents=True)
    (folder / "page.gguf").write_bytes(b"<html>")
    (folder / "empty.gguf").write_bytes(b"")
    (folder / "cut.gguf").write_bytes(model_bytes()[:-100])
    put(folder / "x-00001-of-00002.gguf")
    (folder / "folder.gguf").mkdir()
    (folder / "gone.gguf").symlink_to(folder / "nowhere")
    shelf = look_around()
    assert shelf.models == ()
    assert {broken.path.name for broken in shelf.broken} == {
        "page.gguf",
        "empty.gguf",
        "cut.gguf",
        "x-00001-of-00002.gguf",
        "gone.gguf",
    }
    assert all(broken.why.count("“") and broken.ours for broken in shelf.broken)


def test_models_that_only_read_are_none_of_ours():
    """They would be asked for texts, and have none."""
    put(own_models_folder() / "reader.gguf", architecture="nomic-bert")
    shelf = look_around()
    assert (shelf.models, len(shelf.broken)) == ((), 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_that_is_called_a_model_holds_nobody_up():
    own_models_folder().mkdir(parents=True)
    os.mkfifo(own_models_folder() / "pipe.gguf")
    assert [broken.path.name for broken in look_around().broken] == ["pipe.gguf"]


def test_folders_in_circles_and_huge_places_end(tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    put(stick / "a.gguf")
    (stick / "round").symlink_to(stick, target_is_directory=True)
    add_place(stick)
    assert ids() == ["a"]
    monkeypatch.setattr(installed_module, "MOST_LOOKED_AT", 50)
    for number in range(200):
        (stick / f"{number}.txt").write_text("")
    look_around()


def test_a_changed_file_is_read_again():
    file = put(own_models_folder() / "m.gguf", weights=4096)
    assert look_around().models[0].header.parameters == 4096
    put(file, weights=8192)
    assert look_around().models[0].header.parameters == 8192


def test_a_stick_that_is_not_plugged_in_is_kept(tmp_path):
    stick = tmp_path / "stick"
    put(stick / "m.gguf")
    add_place(stick)
    shutil.move(stick, tmp_path / "away")
    shelf = look_around()
    assert (shelf.models, shelf.absent) == ((), (stick,))
    shutil.move(tmp_path / "away", stick)
    assert ids() == ["m"]
    assert forget_place(stick) == ()
    assert ids() == []
    assert (stick / "m.gguf").exists()


def test_places_that_are_none(tmp_path):
    (tmp_path / "x.txt").write_text("")
    assert key_of(add_place, tmp_path / "nowhere") == "hub_place"
    assert key_of(add_place, tmp_path / "x.txt") == "hub_place"
    assert key_of(forget_place, tmp_path) == "hub_place_unknown"


def test_a_place_counts_once_and_there_are_not_too_many(tmp_path, monkeypatch):
    add_place(tmp_path)
    assert add_place(tmp_path) == (tmp_path,)
    monkeypatch.setattr(settings, "MOST_MODEL_PLACES", 1)
    (tmp_path / "more").mkdir()
    assert key_of(add_place, tmp_path / "more") == "hub_places_many"


def test_settings_that_cannot_be_written_change_nothing(tmp_path, monkeypatch):
    def full(changed):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings, "save", full)
    assert key_of(add_place, tmp_path) == "hub_settings"


def test_a_copy_comes_into_our_folder(tmp_path):
    source = put(tmp_path / "m.gguf")
    told = []
    model = import_model(source, on_progress=told.append)
    assert model.path == own_models_folder() / "m.gguf"
    assert model.path.read_bytes() == source.read_bytes()
    assert model.ours
    assert (told[-1].stage, told[-1].done_bytes) == ("copying", source.stat().st_size)
    assert [path.name for path in own_models_folder().iterdir()] == ["m.gguf"]
    assert key_of(import_model, source) == "hub_exists"
    assert import_model(model.path) == model


def test_a_link_leaves_the_file_where_it_is(tmp_path):
    source = put(tmp_path / "m (my own).gguf")
    model = import_model(source, link=True)
    assert (model.path, model.ours) == (source, False)
    assert settings.load().model_places == (str(source),)
    assert not own_models_folder().exists()
    assert ids() == [model.id] == ["m-my-own"]
    removed = remove_model(model.id)
    assert (removed.how, removed.freed_bytes) == ("forgotten", 0)
    assert source.exists()
    assert ids() == []


@pytest.mark.parametrize("link", [False, True])
def test_what_is_no_model_is_not_brought_in(tmp_path, link):
    page = tmp_path / "page.gguf"
    page.write_bytes(b"<html>")
    assert key_of(import_model, page, link=link) == "model_not_gguf"
    assert key_of(import_model, tmp_path / "none.gguf", link=link) == "model_missing"
    assert key_of(import_model, tmp_path, link=link) == "model_not_gguf"
    put(tmp_path / "x-00002-of-00002.gguf")
    assert key_of(import_model, tmp_path / "x-00002-of-00002.gguf", link=link) == "hub_parts"
    assert not own_models_folder().exists()
    assert settings.load().model_places == ()


def test_a_name_that_not_every_computer_can_have(tmp_path):
    assert key_of(import_model, put(tmp_path / "nul.gguf")) == "hub_name"


def test_a_copy_without_room_or_stopped_leaves_nothing(tmp_path, monkeypatch):
    source = put(tmp_path / "m.gguf")
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        import_model(source, cancelled=stop)
    assert list(own_models_folder().iterdir()) == []
    monkeypatch.setattr("desktop.hub.parts.free_bytes", lambda folder: MARGIN_BYTES)
    assert key_of(import_model, source) == "hub_no_room"


def test_a_copy_that_changes_meanwhile_is_thrown_away(tmp_path):
    """The header is read again from the copy."""
    source = put(tmp_path / "m.gguf")

    def spoil(progress):
        part = part_of(own_models_folder(), "m.gguf", "copy")
        with part.open("r+b") as copy:
            copy.write(b"<html>")

    assert key_of(import_model, source, on_progress=spoil) == "model_not_gguf"
    assert list(own_models_folder().iterdir()) == []


def test_two_copies_at_once(tmp_path):
    """The one that comes second touches nothing of the first."""
    source = put(tmp_path / "m.gguf")
    part = part_of(own_models_folder(), "m.gguf", "copy")
    with held(part, "m.gguf"):
        assert key_of(import_model, source) == "hub_busy"
        assert part.exists()


def test_models_of_ours_are_deleted(tmp_path):
    """Whole, broken or half fetched."""
    folder = own_models_folder()
    put(folder / "m.gguf")
    (folder / "page.gguf").write_bytes(b"<html>")
    part_of(folder, "half.gguf", "ab").write_bytes(b"12345")
    (folder / "notes.txt").write_text("mine")
    assert remove_model("m").freed_bytes == len(model_bytes())
    assert remove_model("page.gguf").how == "deleted"
    assert remove_model("half.gguf").freed_bytes == 5
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["", "none", "notes.txt", "../notes.gguf", "/etc/passwd"])
def test_only_models_are_deleted(name, tmp_path):
    put(own_models_folder() / "m.gguf")
    put(own_models_folder().parent / "notes.gguf")
    assert key_of(remove_model, name) == "hub_unknown"


def test_what_lies_elsewhere_is_not_deleted(tmp_path):
    file = put(tmp_path / "stick" / "m.gguf")
    add_place(tmp_path / "stick")
    assert key_of(remove_model, "m") == "hub_not_ours"
    assert file.exists()


def test_a_link_in_our_folder_is_taken_away_and_not_what_it_leads_to(tmp_path):
    file = put(tmp_path / "m.gguf")
    own_models_folder().mkdir(parents=True)
    (own_models_folder() / "m.gguf").symlink_to(file)
    assert remove_model("m").how == "deleted"
    assert file.exists()
    assert ids() == []


def test_a_model_that_may_not_be_deleted(monkeypatch):
    """As on Windows, where a model that runs cannot be deleted."""
    put(own_models_folder() / "m.gguf")

    def in_use(path):
        raise PermissionError(13, "The file is in use", str(path))

    monkeypatch.setattr(Path, "unlink", in_use)
    assert key_of(remove_model, "m") == "hub_not_removed"


def test_sizes_are_said_as_people_say_them():
    assert size_in_words(676_000_000) == "676 MB"
    assert size_in_words(4_683_000_000) == "4.7 GB"
    assert size_in_words(1) == "1 MB"
