"""Boards, notes, lists, counters and seats: what was done is still there after a reload."""

from __future__ import annotations

from pathlib import Path

from opener import Opener
from tab import Tab

BLOCKS = Path("blocks")
INK = """((canvas) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, at) => at % 4 === 3 && value > 0).length;
})(document.querySelector("canvas"))"""
"""How many pixels of the board are not empty."""


# --- drawing --------------------------------------------------------------------------------------


def draw_line(tab: Tab) -> None:
    x, y = tab.centre("canvas")
    tab.drag((x - 100, y), (x + 100, y + 60))


def test_a_drawing_is_kept_undone_and_cleared(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "drawing.blueprint")
    draw_line(tab)
    ink = tab.run(INK)
    assert isinstance(ink, int)
    assert ink > 500
    tab.wait("homespun.store.recall('drawing-my-board strokes').length === 1")
    tab.reload()
    tab.wait(f"{INK} > 500")
    assert tab.run("document.querySelector('canvas').ariaLabel") == "Drawing board with one stroke"
    tab.click("button", "Undo")
    assert tab.run(INK) == 0
    tab.click("button", "Redo")
    assert tab.run(INK) == ink
    tab.click("button", "Clear")
    assert tab.run(INK) == 0
    tab.click(".toast-undo")
    tab.wait(f"{INK} > 500")


def test_a_rubber_takes_ink_away(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "drawing.blueprint")
    draw_line(tab)
    tab.click(".drawing-choice input[aria-label=Rubber]")
    tab.click(".drawing-choice input[aria-label=Thick]")
    draw_line(tab)
    assert int(str(tab.run(INK))) < 100


def test_one_can_draw_with_the_keyboard_alone(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "drawing.blueprint")
    tab.run("document.querySelector('canvas').focus()")
    tab.press(" ")
    for _ in range(5):
        tab.press("ArrowRight")
    tab.press(" ")
    tab.press("Tab")
    assert tab.run("document.querySelector('canvas').ariaLabel") == "Drawing board with one stroke"
    assert int(str(tab.run(INK))) > 300
    assert tab.focused() == "Undo"


def test_a_drawing_is_saved_as_a_picture(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "drawing.blueprint")
    tab.run(
        "{ HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href]; }; }"
    )
    draw_line(tab)
    tab.click("button", "Save as a picture")
    name, address = tab.wait("window.saved")  # type: ignore[misc]
    assert name == "My board.png"
    assert str(address).startswith("blob:")


# --- notepad --------------------------------------------------------------------------------------


def test_notes_save_themselves(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "notepad.blueprint")
    tab.click(".notepad-main textarea")
    tab.type("Shopping\nmilk")
    tab.click("button", "New note")
    tab.type("Ideas")
    tab.wait("homespun.store.recall('notepad notes')?.[0].text === 'Ideas'")
    tab.reload()
    assert tab.text(".notepad-list").split("\n") == ["Ideas", "Shopping"]
    tab.click(".notepad-list button", "Shopping")
    assert tab.run("document.querySelector('.notepad-main textarea').value") == "Shopping\nmilk"
    tab.click("button", "Delete")
    assert tab.text(".notepad-list") == "Ideas"
    tab.click(".toast-undo")
    tab.wait("document.querySelectorAll('.notepad-list button').length === 2")


# --- checklist ------------------------------------------------------------------------------------


def test_ticks_are_kept_until_tomorrow(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "checklist.blueprint", clock="2026-03-02 07:00")
    for line in ("Books", "Register", "Chalk", "Water", "Open the windows"):
        tab.click(".checklist-lines label", line)
    assert "All done!" in tab.text(".block-checklist")
    tab.reload()
    assert "All done!" in tab.text(".block-checklist")
    tab.advance(24 * 3600)
    assert "0 of 5 done" in tab.text(".block-checklist")


def test_lines_can_be_added_to_a_checklist(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "checklist.blueprint")
    tab.click(".checklist-add input")
    tab.type("Feed the fish")
    tab.press("Enter")
    tab.click(".checklist-lines label", "Feed the fish")
    assert "1 of 6 done" in tab.text(".block-checklist")
    tab.click("button", "Untick all")
    assert "0 of 6 done" in tab.text(".block-checklist")
    tab.click(".checklist-lines button")
    assert "0 of 5 done" in tab.text(".block-checklist")


# --- counter --------------------------------------------------------------------------------------


def test_counters_count_each_for_themselves(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "counter.blueprint")
    for _ in range(3):
        tab.click("button[aria-label*=Robin][aria-label*=add]")
    tab.click("button[aria-label*=Robin][aria-label*=away]")
    tab.click("button[aria-label*=Sparrow][aria-label*=add]")
    tab.reload()
    assert tab.run("[...document.querySelectorAll('.counter-number')].map((each) => each.innerText)") == [
        "1",
        "2",
        "0",
        "0",
        "0",
    ]
    tab.click("button", "Back to zero")
    assert tab.text(".counter-number") == "0"
    tab.click(".toast-undo")
    tab.wait("document.querySelector('.counter-number').innerText === '1'")


def test_a_counter_has_a_goal(open_app: Opener) -> None:
    tab = open_app('app "Laps"\n\npage Laps\n  counter "Laps"; step 5; goal 10\n')
    tab.click("button", "+5")
    assert "5 to go" in tab.text(".block-counter")
    tab.click("button", "+5")
    assert "Goal reached!" in tab.text(".block-counter")


# --- seating plan ---------------------------------------------------------------------------------


def seats(tab: Tab) -> list[str]:
    found = tab.run("[...document.querySelectorAll('.seat')].map((seat) => seat.innerText)")
    assert isinstance(found, list)
    return found


def test_seats_change_places_by_dragging(open_app: Opener) -> None:
    """`seating plan`, with the mouse."""
    tab = open_app(BLOCKS / "seating-plan.blueprint")
    assert seats(tab) == ["Ada", "Ben", "Carla", "David", "Elif", "Farid", "", ""]
    tab.drag("[data-seat='0']", "[data-seat='7']")
    assert seats(tab) == ["", "Ben", "Carla", "David", "Elif", "Farid", "", "Ada"]
    tab.reload()
    assert seats(tab)[7] == "Ada"


def test_seats_change_places_by_keyboard(open_app: Opener) -> None:
    """`seating plan`, with the keyboard alone."""
    tab = open_app(BLOCKS / "seating-plan.blueprint")
    tab.run("document.querySelector('[data-seat=\"0\"]').focus()")
    tab.press("Enter")
    tab.press("ArrowRight")
    tab.press("ArrowDown")
    assert "Elif" not in tab.focused()
    tab.press("Enter")
    assert seats(tab)[:6] == ["Farid", "Ben", "Carla", "David", "Elif", "Ada"]


def test_seats_are_mixed_and_follow_the_records(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "seating-plan.blueprint")
    tab.run("homespun.seed(3)")
    tab.click("button", "Mix all seats")
    mixed = seats(tab)
    assert sorted(mixed) == ["", "", "Ada", "Ben", "Carla", "David", "Elif", "Farid"]
    assert mixed != ["Ada", "Ben", "Carla", "David", "Elif", "Farid", "", ""]
    tab.run("homespun.store.put(homespun.store.make('Student', { name: 'Gwen' }))")
    tab.wait("[...document.querySelectorAll('.seat')].some((seat) => seat.innerText === 'Gwen')")
    assert [name for name in seats(tab) if name not in ("Gwen", "")] == [name for name in mixed if name]
    tab.fill("Seats in a row", "3")
    tab.press("Tab")
    assert "Without a seat: " in tab.text(".seating-card")
