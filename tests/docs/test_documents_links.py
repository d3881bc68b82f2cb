"""What a document points at is there: files, headings, pictures, buttons of the window."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
from PySide6.QtGui import QImageReader

from desktop.version import PROGRAM_VERSION
from shipping.documents import ROOT, documents, read_document

DOCUMENTS = documents()
FOR_PEOPLE = [one for one in DOCUMENTS if one.path.parent.name == "docs"]
GUIDE = ROOT / "resources" / "guide"
MOST_PICTURE_BYTES = 100_000
EMPHASIS = frozenset(
    {
        *("Name the things and their fields.", "English is read best.", "Or begin with a finished one."),
        *("Choose how it gets onto the laptops.", "Try one laptop, the oldest."),
        *(
            "Do the lesson once yourself.",
            "Choose the language",
        ),
        *("0–5: a sentence becomes an app.", "5–10: everybody's first.", "10–25: their own."),
        *("25–35: make it better.", "35–40: show and hand in.", "It needs", "bold", "all", "585"),
        *("Whoever can open your files.", "Accounts within an app.", "Whom you give an app to"),
        *("Other programs", "Your browser"),
        *("Nothing installed.", "Old processors", "Everybody.", "These documents."),
        *("An update.", "Other systems.", "Planted libraries."),
        *("Windows", "macOS", "arm64"),
    }
)
"""What is in bold in `docs/` and is no word of the window: beginnings of paragraphs."""


def named(one):
    """A document's name, for a test's id."""
    return one.path.name


def every_page():
    """Each page of Markdown that git knows, for people or for those who work on the program."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [read_document(ROOT / name) for name in listed.stdout.splitlines() if (ROOT / name).exists()]


@pytest.mark.parametrize("document", every_page(), ids=lambda one: one.path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document):
    """To a file that is carried along, and to a heading that is in it."""
    for link in document.links():
        assert not link.startswith(("http:", "https:", "/")), f"{link}: who reads this may have no network"
        name, _, anchor = link.partition("#")
        place = (document.path.parent / name).resolve() if name else document.path
        assert place.is_relative_to(ROOT) and place.exists(), link
        if anchor:
            assert anchor in read_document(place).anchors(), link


def test_every_picture_is_shown_and_small():
    """A picture that no document shows would be carried along for nothing."""
    shown = {
        (one.path.parent / link).resolve()
        for one in DOCUMENTS
        for link in one.links()
        if link.endswith((".webp", ".png"))
    }
    assert shown == set(GUIDE.iterdir())
    for picture in shown:
        assert picture.stat().st_size < MOST_PICTURE_BYTES, picture.name
        assert not QImageReader(str(picture)).read().isNull(), picture.name


def said_in_the_window():
    """Every sentence of the window in English, in all its forms."""
    found = set()
    for file in sorted((ROOT / "resources" / "messages" / "en").glob("shell*.toml")):
        for value in tomllib.loads(file.read_text(encoding="utf-8")).values():
            found.update(value.values() if isinstance(value, dict) else (value,))
    return found


@pytest.mark.parametrize("document", FOR_PEOPLE, ids=named)
def test_what_is_bold_is_written_in_the_window(document):
    """A button that was given another name has it in the documents, too."""
    words = said_in_the_window() | EMPHASIS
    assert [bold for bold in document.bold() if bold not in words] == []


def test_every_emphasis_is_there():
    """The list of exceptions does not outlive what it excuses."""
    assert {bold for one in FOR_PEOPLE for bold in one.bold()} >= EMPHASIS


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_names_of_packages_have_todays_version(document):
    """A name of a file in a text is the name that it has."""
    for version in re.findall(r"homespun[-_](\d+\.\d+\.\d+)|versions/(\d+\.\d+\.\d+)", document.text):
        assert "".join(version) == PROGRAM_VERSION


def test_the_newest_change_is_of_todays_version():
    """Whoever raises the version says what is new in it."""
    newest = re.search(r"^## (\S+?),? ", read_document(ROOT / "CHANGELOG.md").text, re.MULTILINE)
    assert newest is not None and newest[1] == PROGRAM_VERSION


def test_the_readme_is_short_and_leads_to_all_others():
    """It is read first, and by people in a hurry."""
    readme = read_document(ROOT / "README.md")
    assert len(readme.text.splitlines()) <= 130
    linked = {(ROOT / link).resolve() for link in readme.links()}
    assert {one.path for one in DOCUMENTS} - {readme.path} <= linked


def test_the_tree_in_the_readme_names_every_room():
    """Whoever looks for something finds the folder that it is in."""
    tree = next(fence.text for fence in read_document(ROOT / "README.md").fences() if "├──" in fence.text)
    rooms = [path.parent.name for path in (ROOT / "desktop").glob("*/__init__.py")]
    assert [room for room in rooms if not re.search(rf"─ {room}/", tree)] == []
    for name in re.findall(r"^(\S+?)/? {2,}", tree, re.MULTILINE):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"^[├└]── (\S+)", tree, re.MULTILINE):
        assert (ROOT / "desktop" / name).exists(), name
