"""A model by others, or a folder from a stranger, that wants more than its one file: a sentence, and nothing written."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from made_projects import below, make_project

from desktop.changing import sound_app, taken_back
from desktop.coder.answer import LONGEST_PART_LETTERS
from desktop.errors import AnswerError, FolderError, RequestError
from desktop.outcomes import Clock
from desktop.saving import save_edit
from desktop.workspace import open_project

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "others"))
from told_models import others, saying, tried  # the fakes live beside the tests of their room

SHED = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
FENCED = "```html\n<p>turns</p>\n```\n"


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "shed", SHED)


def undo(project):
    return save_edit(taken_back(project, sound_app(project), "", Clock()), project)


ANSWERS = {
    "elided": "```html\n<p>hello</p>\n<script>\n// ... existing code\n</script>\n```",
    "cut": "```html\n<p>hello</p>\n<script>\n  const a = [1, 2",
    "network": '```html\n<p>x</p>\n<script>fetch("https://example.com/x")</script>\n```',
    "another file": "```html:../../index.html\n<p>x</p>\n```\n```html:custom/other.html\n<p>y</p>\n```",
    "tool call": '<write_to_file path="../app.js">alert(1)</write_to_file>',
    "a difference": "```diff\n--- a/app.js\n+++ b/app.js\n@@ -1 +1 @@\n-x\n+y\n```",
    "only talk": "Open app.js and put this at its end.",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer_that_is_no_whole_file_changes_nothing(project, tmp_path, answer):
    """It is refused with a sentence, and the folder is as it was."""
    before = below(project.folder)
    with pytest.raises(AnswerError):
        save_edit(others(tmp_path, saying("qwen", answer)).section(project, "a globe", tried()), project)
    assert below(project.folder) == before


@pytest.mark.parametrize(
    "name",
    ["../../outside", "/etc/passwd", "..\\..\\x", "con", ".", "app.blueprint", "a/b", "a\0b", "\u202egpj"],
)
def test_a_name_never_leads_out_of_the_folder_for_parts(project, tmp_path, name):
    """Whatever a part is called, its file lies in `custom/`, under a plain name."""
    edited = others(tmp_path, saying("qwen", FENCED)).section(project, "a globe", tried(), name=name)
    (part,) = edited.parts
    assert part.path.startswith("custom/") and part.path.count("/") == 1 and ".." not in part.path
    save_edit(edited, project)
    assert {path.name for path in tmp_path.iterdir()} <= {"shed", "speeds.json", "uses.json"}


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
@pytest.mark.parametrize("link", ["custom", "custom/globe.html"])
def test_a_link_in_the_folder_is_not_followed(project, tmp_path, link):
    """What lies behind it is not read, not shown to the model, and not written."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "globe.html").write_text("<p>secret</p>", encoding="utf-8")
    place = project.folder / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside if link == "custom" else outside / "globe.html")
    qwen = saying("qwen", FENCED)
    with pytest.raises(FolderError) as refusal:
        others(tmp_path / "kept", qwen).section(project, "a globe", tried(), overwrite=True)
    assert refusal.value.key == "folder_has_link"
    assert qwen[1].prompts == ()
    assert (outside / "globe.html").read_text(encoding="utf-8") == "<p>secret</p>"


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
def test_a_link_that_comes_while_the_model_writes_is_not_followed(project, tmp_path):
    """Between the question and the saving minutes may pass."""
    edited = others(tmp_path, saying("qwen", FENCED)).section(project, "a globe", tried())
    outside = tmp_path / "outside"
    outside.mkdir()
    (project.folder / "custom").symlink_to(outside)
    with pytest.raises(FolderError):
        save_edit(edited, project)
    assert list(outside.iterdir()) == []
    assert open_project(project.folder).blueprint_text == project.blueprint_text


def test_what_the_person_writes_while_the_model_writes_is_not_lost(project, tmp_path):
    """The model's file is dropped, theirs stays."""
    edited = others(tmp_path, saying("qwen", FENCED)).section(project, "a globe", tried())
    (project.folder / "custom").mkdir()
    (project.folder / "custom" / "globe.html").write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(FolderError) as refusal:
        save_edit(edited, project)
    assert refusal.value.key == "folder_changed"
    assert (project.folder / "custom" / "globe.html").read_text(encoding="utf-8") == "<p>mine</p>"


@pytest.mark.parametrize(
    "path", ["../outside.html", "custom/../app.js", "app.js", "data.sqlite", "custom", "/x"]
)
def test_a_strangers_homespun_json_makes_undo_write_nowhere_else(project, tmp_path, path):
    """What Undo would put back comes from a file that anybody may have written."""
    saved = save_edit(others(tmp_path, saying("qwen", FENCED)).section(project, "a globe", tried()), project)
    file = saved.folder / "homespun.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    facts["changes"][-1]["parts"] = [{"path": path, "before": "evil", "after_sha256": ""}]
    file.write_text(json.dumps(facts), encoding="utf-8")
    before = below(saved.folder)
    try:
        undo(open_project(saved.folder))
    except FolderError as refusal:
        assert refusal.key == "folder_outside"
    assert not (tmp_path / "outside.html").exists()
    after = below(saved.folder)
    assert not any(b"evil" in data for name, data in after.items() if name != "homespun.json")
    assert after["app.js"] == before["app.js"]


PARTS = [
    "text",
    [1],
    [{}],
    [{"path": 1, "before": None, "after_sha256": ""}],
    [{"path": "custom/x.html", "before": 1, "after_sha256": ""}],
    [{"path": "custom/x.html", "before": "x"}],
]


@pytest.mark.parametrize("parts", PARTS, ids=str)
def test_a_homespun_json_that_was_edited_keeps_nobody_from_opening_the_app(project, tmp_path, parts):
    """Its changes are then none, as with any other damage."""
    saved = save_edit(others(tmp_path, saying("qwen", FENCED)).section(project, "a globe", tried()), project)
    file = saved.folder / "homespun.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    facts["changes"][-1]["parts"] = parts
    file.write_text(json.dumps(facts), encoding="utf-8")
    assert open_project(saved.folder).provenance.changes == ()


def test_a_file_that_is_too_long_is_not_shown_to_a_model(project, tmp_path):
    """Nor is one that is no text."""
    qwen = saying("qwen", FENCED)
    (project.folder / "custom").mkdir()
    file = project.folder / "custom" / "globe.html"
    file.write_text("x" * (LONGEST_PART_LETTERS + 1), encoding="utf-8")
    with pytest.raises(RequestError) as refusal:
        others(tmp_path, qwen).section(project, "a globe", tried(), overwrite=True)
    assert refusal.value.key == "own_part_long"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FolderError) as unread:
        others(tmp_path, qwen).section(project, "a globe", tried(), overwrite=True)
    assert unread.value.key == "own_part_no_text"
    assert qwen[1].prompts == ()


def test_undo_of_many_large_files_stays_bounded(project, tmp_path):
    """`homespun.json` is read whenever the app is opened; the oldest lose their way back, the history keeps them."""
    from desktop.changing import MOST_KEPT_LETTERS, without_the_oldest_parts
    from desktop.workspace import Changed, PartBefore

    large = "x" * (MOST_KEPT_LETTERS // 3)
    changes = tuple(
        Changed(str(number), "", "", "Qwen", "", (PartBefore("custom/x.html", large, "0"),))
        for number in range(6)
    )
    kept = without_the_oldest_parts(changes)
    assert [bool(change.parts) for change in kept] == [False, False, False, True, True, True]
    assert [change.request for change in kept] == [change.request for change in changes]
