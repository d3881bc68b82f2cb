"""Pictures of every screen of the window, for people to look at: light and dark, in the languages there are.

    python run.py screens OUT               all of them
    python run.py screens OUT de dark       only these languages, themes or screens

`OUT/index.html` shows them side by side. The window is the real one, over real apps with histories and records;
only the model is played, so that the same pictures come out every time.
"""

from __future__ import annotations

import html
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer  # noqa: E402 - the folders are named above
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QPushButton, QWidget  # noqa: E402

from desktop import messages  # noqa: E402
from desktop.paths import apps_folder, resources_folder, settings_folder  # noqa: E402
from desktop.preview.start import prepare_browser  # noqa: E402

prepare_browser()  # before the application is made

from example_apps import CHANGED, REQUESTS, ExampleSession, save_examples  # noqa: E402

from desktop.shell.bridge import Bridge  # noqa: E402
from desktop.shell.errands import Errands  # noqa: E402
from desktop.shell.look import Dresser, Look  # noqa: E402
from desktop.shell.main_window import MainWindow  # noqa: E402
from desktop.shell.stage.device import DEVICES  # noqa: E402
from desktop.shell.takes import TakesPanel  # noqa: E402
from desktop.shell.workbench.views import VIEWS  # noqa: E402
from desktop.workspace import Project  # noqa: E402

SIZE = (1280, 820)
SMALL = (900, 600)
THEMES = ("light", "dark")
PATIENCE_MS = 20_000
LOOK_EVERY_MS = 50
STILL_MS = 450


class Walk:
    """A window to walk through, and the camera.

    Attributes:
        window: The window.
        bridge: What does its work.
        session: What plays the model.
        project: The app that has a history.
    """

    def __init__(self, session: ExampleSession, project: Project, look: Look, out: Path) -> None:
        self.bridge = Bridge(session)
        self.window = MainWindow(self.bridge, settings_folder() / "preview", look)
        self.session = session
        self.project = project
        self._out = out

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Take a picture once nothing is read or drawn any more."""
        for _ in range(2):  # what is read first tells what is read next
            self.rest(STILL_MS)
            self.until(lambda: all(one.idle for one in self.window.findChildren(Errands)), "the errands")
        self.rest(STILL_MS)
        (of or self.window).grab().save(str(self._out / f"{name}.png"))

    def rest(self, ms: int) -> None:
        """Let the window's events go on."""
        QTest.qWait(ms)

    def until(self, look: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        for _ in range(PATIENCE_MS // LOOK_EVERY_MS):
            if look():
                return
            QTest.qWait(LOOK_EVERY_MS)
        raise TimeoutError(f"waited in vain for {what}")

    def open_app(self) -> None:
        """Open the app that has a history, and wait until its page stands."""
        window = self.window
        if window.project is None or window.project.folder != self.project.folder:
            window.open_folder(self.project.folder)
        self.until(lambda: window.project is not None, "the app")
        self.until(
            lambda: window.app.stage.view is not None and window.app.stage.view.isVisible(), "its page"
        )
        window.bench.show_view("preview")


# --- the screens, in the order of a person's first hour ----------------------------------------


def start_empty(walk: Walk) -> None:
    """The first start: nothing is there yet."""
    with _moved_away(apps_folder()):
        walk.window.start.refresh()
        walk.take("start-empty")


def start(walk: Walk) -> None:
    """The start screen with apps."""
    walk.window.go_home()
    walk.window.start.refresh()
    walk.take("start")
    walk.window.start.put_text(REQUESTS[CHANGED])
    walk.take("start-with-words")
    walk.window.start.put_text("")


def start_small(walk: Walk) -> None:
    """The same in the smallest window."""
    walk.window.resize(*SMALL)
    walk.window.go_home()
    walk.take("start-small")


def growing(walk: Walk) -> None:
    """An app while it is written, then stopped."""
    walk.session.pace_s = 0.03
    walk.window.go_home()
    walk.window.start.build_requested.emit(REQUESTS[CHANGED])
    walk.until(lambda: walk.window.app.editor.text, "the first lines")
    walk.window.bench.show_view("blueprint")
    walk.take("growing")
    walk.window.conversation.stop_requested.emit()
    walk.rest(300)
    walk.session.pace_s = 0.0
    walk.take("stopped")


def preview(walk: Walk) -> None:
    """The workbench: conversation and app."""
    walk.open_app()
    walk.take("preview")


def views(walk: Walk) -> None:
    """Every view beside the app."""
    walk.open_app()
    for number, view in enumerate(VIEWS[1:], start=1):
        walk.window.bench.show_view(view)
        walk.take(f"view-{number}-{view}")


def view_small(walk: Walk) -> None:
    """A view in the smallest window."""
    walk.window.resize(*SMALL)
    walk.open_app()
    walk.take("preview-small")
    walk.window.bench.show_view("blueprint")
    walk.take("view-blueprint-small")


def blueprint_wrong(walk: Walk) -> None:
    """A mistake in one's own blueprint, told in place."""
    walk.open_app()
    walk.window.bench.show_view("blueprint")
    walk.window.app.editor.show_text(walk.project.blueprint_text.replace("cards of Tool", "cards of Tol"))
    walk.take("blueprint-wrong")


def changed(walk: Walk) -> None:
    """A change that was understood, one that was not, and two that wait."""
    walk.open_app()
    ask = walk.window.conversation.box
    for words in ("set accent crimson", "make it nicer somehow"):
        ask.put_text(words)
        ask.wish()
        walk.until(lambda: not walk.bridge.busy, "the end of the work")
    walk.take("changed")
    walk.session.pace_s = 3.0
    for words in ("set background ivory", "set font serif", "add a page with a calendar"):
        ask.put_text(words)
        ask.wish()
        walk.rest(150)
    walk.take("waiting")
    walk.session.pace_s = 0.0
    walk.rest(3500)


def meanings(walk: Walk) -> None:
    """What else a request may have meant, and after the first of it was taken."""
    walk.open_app()
    many = "\n".join(f"in Neighbour: add {name}: text" for name in ("street", "bell", "dog", "cat"))
    walk.session.chance = 0.3
    walk.session.meanings = (
        "in Neighbour: rename spare key to keys",
        f"in Neighbour: move spare key first\n{many}",
    )
    walk.window.conversation.box.put_text('set name "The Second Drawer"')
    walk.window.conversation.box.wish()
    walk.until(lambda: not walk.bridge.busy, "the end of the work")
    walk.take("meanings")
    conversation = walk.window.conversation
    walk.session.meanings = ()
    turn = conversation.turns[-1]
    conversation.meaning_taken.emit(turn, conversation.meanings(turn)[0])
    walk.until(lambda: not walk.bridge.busy, "the end of the work")
    walk.take("meaning-taken")
    walk.window.talk.undo()
    walk.until(lambda: not walk.bridge.busy, "the end of the work")
    walk.window.bench.show_view("history")
    walk.take("meaning-in-history")


def takes(walk: Walk) -> None:
    """Three takes to choose from."""
    walk.open_app()
    walk.window.steering.make_takes()
    panel = walk.window.findChild(TakesPanel)
    walk.until(lambda: panel.cards, "the cards")
    walk.take("takes-coming")
    walk.until(lambda: all(card.picture for card in panel.cards), "the pictures")
    walk.take("takes")


def devices(walk: Walk) -> None:
    """The app as on a phone and on a tablet."""
    walk.open_app()
    for device in DEVICES:
        walk.window.app.stage.show_device(device)
        walk.take(f"device-{device.key}")


def settings(walk: Walk) -> None:
    """The settings."""
    walk.window.overlays.open_settings()
    walk.rest(STILL_MS)
    buttons = walk.window.findChildren(QPushButton)
    sections = [one for one in buttons if one.property("role") == "choice" and one.isVisible()]
    for number, section in enumerate(sections, start=1):
        section.click()
        walk.take(f"settings-{number}")


def palette(walk: Walk) -> None:
    """Every command, by name."""
    walk.open_app()
    walk.window.overlays.open_palette()
    walk.take("palette")


def shortcuts(walk: Walk) -> None:
    """The sheet of shortcuts."""
    walk.window.overlays.open_shortcuts()
    walk.take("shortcuts")


def ledger(walk: Walk) -> None:
    """Every connection that there ever was."""
    walk.window.overlays.open_ledger()
    walk.take("ledger")


def tour(walk: Walk) -> None:
    """The first stop of the tour."""
    walk.window.overlays.start_tour()
    walk.take("tour")


def pointing(walk: Walk) -> None:
    """What is pointed at, and what can be done with it at once."""
    walk.open_app()
    walk.rest(STILL_MS)
    walk.window.stage.point(True)
    walk.rest(STILL_MS)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(walk.window.windowHandle(), key)
        walk.rest(STILL_MS)
    walk.take("pointing")


def trouble(walk: Walk) -> None:
    """Something went wrong."""
    walk.open_app()
    walk.window.show_trouble(messages.say("errors.folder_full", folder=str(walk.project.folder)))
    walk.take("trouble")


SCREENS: tuple[Callable[[Walk], None], ...] = (
    start_empty,
    start,
    start_small,
    growing,
    preview,
    views,
    view_small,
    blueprint_wrong,
    changed,
    meanings,
    takes,
    devices,
    settings,
    palette,
    shortcuts,
    ledger,
    tour,
    pointing,
    trouble,
)


# --- taking them ------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Take what is wished; return an exit code."""
    names = tuple(screen.__name__ for screen in SCREENS)
    known = {*_languages(), *THEMES, *names}
    if not arguments or arguments[0].startswith("-") or not set(arguments[1:]) <= known:
        print(f"usage: python run.py screens OUT [{'|'.join(sorted(known))} …]", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    wished = set(arguments[1:])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["HOMESPUN_APPS"] = str(Path(place) / "apps")
        os.environ["HOMESPUN_SETTINGS"] = str(Path(place) / "settings")
        os.environ["HOMESPUN_MODELS"] = str(Path(place) / "models")
        application = QApplication(["screens"])
        application.setQuitOnLastWindowClosed(False)
        projects = save_examples(apps_folder())
        failed = 0
        for language in _wished(_languages(), wished):
            messages.speak(language)
            for theme in _wished(THEMES, wished):
                dresser = Dresser(application, theme)
                folder = out / f"{language}-{theme}"
                folder.mkdir(parents=True, exist_ok=True)
                for screen in SCREENS:
                    if not wished & set(names) or screen.__name__ in wished:
                        failed += not _take(screen, dresser, projects[CHANGED], folder)
                dresser.deleteLater()
        QTimer.singleShot(0, application.quit)
        application.exec()
    write_index(out)
    print(out / "index.html")
    return 1 if failed else 0


def _take(screen: Callable[[Walk], None], dresser: Dresser, project: Project, folder: Path) -> bool:
    """Walk to one screen in a window of its own; say what went wrong and go on."""
    walk = Walk(ExampleSession(pace_s=0.0), project, dresser.look, folder)
    window = walk.window
    dresser.changed.connect(window.dress)
    window.resize(*SIZE)
    window.show()
    try:
        screen(walk)
    except (AttributeError, TimeoutError) as problem:
        print(f"{folder.name} {screen.__name__}: {type(problem).__name__}: {problem}", file=sys.stderr)
        return False
    finally:
        window.close()
        window.deleteLater()
        QTest.qWait(80)
    return True


def _wished(there: tuple[str, ...], wished: set[str]) -> tuple[str, ...]:
    return tuple(name for name in there if name in wished) or there


def _languages() -> tuple[str, ...]:
    """Those that have sentences, English first."""
    folder = resources_folder() / "messages"
    return tuple(code for code, _ in messages.languages() if any((folder / code).glob("*.toml")))


@contextmanager
def _moved_away(folder: Path) -> Iterator[None]:
    away = folder.with_name("away")
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The window</title>
<style>
  body { margin: 2rem; background: #777; color: #fff; font: 1rem/1.5 system-ui, sans-serif; }
  div { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
  figure { flex: none; margin: 0; }
  img { display: block; max-height: 34rem; }
</style>
"""


def write_index(out: Path) -> None:
    """Write a page that shows the pictures that lie there, screen by screen."""
    folders = sorted(path for path in out.iterdir() if path.is_dir())
    names = sorted({picture.name for folder in folders for picture in folder.glob("*.png")})
    lines = [_HEAD]
    for name in names:
        lines.append(f"<h2>{html.escape(Path(name).stem)}</h2>\n<div>\n")
        for folder in folders:
            if (folder / name).is_file():
                address = html.escape(f"{folder.name}/{name}", quote=True)
                image = f'<a href="{address}"><img src="{address}" alt="" loading="lazy"></a>'
                lines.append(
                    f"  <figure>{image}<figcaption>{html.escape(folder.name)}</figcaption></figure>\n"
                )
        lines.append("</div>\n")
    (out / "index.html").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
