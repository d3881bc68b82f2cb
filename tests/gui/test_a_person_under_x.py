"""A first hour with the program, as a person has it: a real process, a real X server, a window manager, and keys.

Nothing is put in place of anything, the shipped model answers. What is looked at is what a person could look at
as well: the titles of windows, and the files of the app.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest
from x_desktop import XDesktop, lacking

from desktop.history import History, Version

NEEDS = "Linux with " + (lacking() or "an X server")
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or bool(lacking()), reason=f"needs {NEEDS}"
)

REQUEST = "a plant watering tracker"
CHANGES = ("make the background ivory", "add a price to plant", "call the app Green Corner")
NAME = "Green Corner"
QUIET_S = 1.5
"""What a person waits between looking and pressing; a busy computer needs it to draw."""


class Person:
    """Somebody at the keyboard, and the folder of the app they make."""

    def __init__(self, desktop: XDesktop) -> None:
        self.desktop = desktop
        self.folder = Path()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, with a look at the screen before and between them."""
        for key in keys:
            time.sleep(QUIET_S)
            self.desktop.press(key)

    def says(self, words: str) -> None:
        """Type into whatever has the keyboard, and send it."""
        time.sleep(QUIET_S)
        self.desktop.type(words)
        self.desktop.press("Return")

    def sees(self, what: str, versions: int) -> None:
        """Wait for so many versions of the app."""
        self.desktop.wait(lambda: len(self.versions) == versions, what, 90)

    @property
    def blueprint(self) -> str:
        """The app as it is."""
        return (self.folder / "app.blueprint").read_text(encoding="utf-8")

    @property
    def changes(self) -> list[dict[str, str]]:
        """What was changed and not taken back."""
        changes: list[dict[str, str]] = json.loads((self.folder / "homespun.json").read_text())["changes"]
        return changes

    @property
    def versions(self) -> tuple[Version, ...]:
        """The history, the newest first."""
        return History(self.folder).versions(20)


def test_a_first_hour(tmp_path: Path) -> None:
    """Build, change three times, point and recolour, undo, bring back, quit, start again: everything is there."""
    with XDesktop(tmp_path) as desktop:
        person = Person(desktop)
        program = desktop.start_program()
        desktop.wait_for_title("Homespun")
        build(person)
        change_three_times(person)
        point_and_recolour(person)
        undo(person)
        bring_the_first_version_back(person)
        person.press("alt+F4")
        assert desktop.end_of(program) == 0

        left = person.blueprint, person.versions
        program = desktop.start_program()
        desktop.wait_for_title("Homespun")
        open_from_the_start_screen(person)
        assert (person.blueprint, person.versions) == left
        go_on(person)
        person.press("alt+F4")
        assert desktop.end_of(program) == 0


def build(person: Person) -> None:
    """End the tour with Esc, and say what the app shall be."""
    desktop = person.desktop
    person.press("Escape", "ctrl+a")
    person.says(REQUEST)
    made = desktop.wait(lambda: list(desktop.apps.glob("[!.]*/homespun.json")), "an app", 120)
    person.folder = made[0].parent
    desktop.wait_for_title(person.folder.name)
    assert json.loads(made[0].read_text())["request"] == REQUEST
    person.sees("the first version", 1)


def change_three_times(person: Person) -> None:
    """Say in words what shall be different."""
    for number, words in enumerate(CHANGES, start=2):
        person.says(words)
        person.sees(words, number)
    assert [change["request"] for change in person.changes] == list(CHANGES)
    assert "background ivory" in person.blueprint
    assert "price: money" in person.blueprint
    assert f'app "{NAME}"' in person.blueprint
    person.desktop.wait_for_title(NAME)


def point_and_recolour(person: Person) -> None:
    """Point at the page with the arrow keys, and press the first colour beside it; the model is not asked."""
    person.press("ctrl+e", "Down", "Return", "Tab", "space")
    person.sees("another colour", 5)
    assert person.changes[-1]["script"].startswith("set accent ")
    assert person.versions[0].model_sha256 == ""
    person.press("Escape", "Escape")


def undo(person: Person) -> None:
    """Take the colour back."""
    person.press("ctrl+shift+z")
    person.sees("the colour taken back", 6)
    assert [change["request"] for change in person.changes] == list(CHANGES)


def bring_the_first_version_back(person: Person) -> None:
    """Go to the history, to its oldest version, and press its button."""
    first = History(person.folder).blueprint_of(person.versions[-1])
    person.press("ctrl+5", "Tab", "End", "Tab", "space")
    person.sees("the first version", 7)
    assert person.versions[0].kind == "restored"
    assert person.blueprint == first


def open_from_the_start_screen(person: Person) -> None:
    """The app is the first of one's own, below the examples of what can be asked."""
    person.press(*["Tab"] * 9, "Return")
    person.desktop.wait_for_title(person.folder.name)


def go_on(person: Person) -> None:
    """The conversation has the keyboard; what is said there changes the app as before."""
    person.says(CHANGES[0])
    person.sees(CHANGES[0], 8)
    assert "background ivory" in person.blueprint
