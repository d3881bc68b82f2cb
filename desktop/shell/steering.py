"""What each wish of the person and each piece of news changes in the window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.library.recent import remember_opened
from desktop.messages import say
from desktop.shell.asking import Asking
from desktop.shell.exporting import Exporting
from desktop.shell.growing_parts import GrowingParts
from desktop.shell.helping import Helping
from desktop.shell.jobs import Build, Sketch, Sketcher
from desktop.shell.meanings import Meanings
from desktop.shell.opening import Opened, Opening
from desktop.shell.talking import Talk
from desktop.shell.trying_takes import TryingTakes
from desktop.shell.unsent import keep_unsent
from desktop.shell.wishes import Wishes
from desktop.shell.word_panel import CALM, WARN
from desktop.shell.work_news import WorkNews
from desktop.shell.workbench.views import GROWING, PREVIEW

if TYPE_CHECKING:
    from desktop.exports import Form
    from desktop.outcomes import Progress
    from desktop.shell.bridge import Bridge
    from desktop.shell.errands import Errands
    from desktop.shell.main_window import MainWindow
    from desktop.shell.results import Altered, Failure, Made, Shown
    from desktop.workspace import Project


_PART = re.compile(r'\s*custom "(.*?)"')


class Steering(QObject):
    """Joins the parts of a window with each other and with the work.

    Attributes:
        talk: The conversation of the app that is open.
        takes: Other versions of it.
        helping: Offers what models by others could do.
        wishes: What is wished of the open app, wherever that is said.
    """

    def __init__(self, window: MainWindow, bridge: Bridge, errands: Errands) -> None:
        """Join them.

        Args:
            window: Has the parts.
            bridge: Builds and changes apps.
            errands: Do everything else that takes a while.
        """
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._project: Project | None = None
        self._sketcher: Sketcher | None = None
        self._asking = Asking(bridge, self)
        self.talk = Talk(window.conversation, self._asking, bridge, errands)
        self.takes = TryingTakes(window, self._asking, errands)
        self.helping = Helping(window.conversation, self.talk, self._asking, bridge, errands)
        Meanings(window.conversation, self.talk, self._asking)
        GrowingParts(window.app, window.bench, self.talk, self._asking, bridge)
        self._news = WorkNews(window.status, self._asking, bridge, errands, window)
        self.wishes = Wishes(self._asking)
        self._opening = Opening(errands, self)
        self._exporting = Exporting(errands, window.word, self)
        # Enabled only while there is work: otherwise Esc belongs to the app in the preview.
        self._escape = QShortcut(QKeySequence("Esc"), window)
        self._escape.activated.connect(bridge.stop)
        self._escape.setEnabled(False)
        self._take_wishes()
        self._take_news()

    # --- what others may ask ---------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        """The app that is open; None before the first."""
        return self._project

    def start(self) -> None:
        """Begin what goes on as long as the window stands."""
        self._news.start()

    def open_project(self, project: Project) -> None:
        """Show an app that was opened already."""
        if self._may_leave():
            self._opening.open_project(project)

    def open_folder(self, folder: Path) -> None:
        """Open the app in a folder and show it."""
        if self._may_leave():
            self._opening.open_folder(folder)

    def make_takes(self) -> None:
        """Show what else the first request of the app may mean."""
        made = self._project.provenance if self._project is not None else None
        if made is not None and made.request:
            self.takes.make(made.request, made.seed)

    def begin_part(self, name: str = "") -> None:
        """Let the person say what a part of their own shall be; `name` is one that is there already."""
        self._window.conversation.box.show_part(True, name)
        self._window.conversation.box.take_focus()

    def let_go(self) -> None:
        """Before the window goes."""
        self._asking.let_go()
        self.takes.let_go()
        self._forget_sketches()

    def _take_wishes(self) -> None:
        window, wishes = self._window, self.wishes
        window.start.build_requested.connect(self._on_build_requested)
        window.start.stop_requested.connect(self._bridge.stop)
        window.start.text_rested.connect(keep_unsent)
        window.start.open_requested.connect(self.open_folder)
        window.start.remix_requested.connect(self._on_remix_requested)
        window.bar.home_requested.connect(window.go_home)
        window.bar.rename_requested.connect(wishes.rename)
        window.bar.view_chosen.connect(window.bench.show_view)
        window.bar.export_requested.connect(self._on_export_requested)
        window.conversation.remake_requested.connect(self._on_remake_requested)
        window.conversation.takes_requested.connect(lambda _turn: self.make_takes())
        window.stage.script_wished.connect(wishes.change_by_script)
        window.editor.rewrite_requested.connect(wishes.rewrite)
        window.app.late.restore_requested.connect(wishes.restore)
        window.app.late.branch_requested.connect(wishes.begin_branch)
        window.app.late.branch_shown.connect(wishes.show_branch)
        window.app.late.resend_requested.connect(window.conversation.say_again)
        window.app.view_wanted.connect(window.bench.show_view)
        window.app.failed.connect(window.show_trouble)
        window.problems.count_changed.connect(window.bar.views.show_count)
        window.stage.ask_wished.connect(self._on_ask_wished)

    def _take_news(self) -> None:
        self._opening.opened.connect(self._on_opened)
        self._opening.failed.connect(self._on_not_opened)
        self._bridge.progressed.connect(self._on_progressed)
        self._bridge.sketched.connect(self._on_sketched)
        self._bridge.failed.connect(lambda _failure: self._fall_back())
        self._bridge.stopped.connect(self._on_stopped)
        self._bridge.collapsed.connect(self._fall_back)
        self.talk.made.connect(self._on_made)
        self.talk.altered.connect(self._on_altered)
        self.talk.shown.connect(self._on_shown)
        self.talk.taken.connect(self.takes.show_taken)
        self.talk.failed.connect(self._on_talk_failed)
        self._asking.began.connect(self._on_began)
        self._asking.rested.connect(self._on_rested)
        self._asking.refused.connect(lambda: self._window.word.say_this(say("shell.busy"), CALM))
        # Last: everybody else has heard of an end before what waits begins.
        self._asking.listen()

    # --- wishes ----------------------------------------------------------------------------------

    def _on_build_requested(self, request: str) -> None:
        if not self._bridge.busy:
            keep_unsent(request)
            self._opening.forget()
            self._forget_sketches()
            self._project = None
            self.talk.begin()
            self._window.app.show_nothing()
            self._window.bar.name.show_name("")
            self._window.bar.show_app(False)
            if self._window.bench.view not in GROWING:
                self._window.bench.show_view(PREVIEW)
            self._window.go_to_work()
            self._window.conversation.box.take_focus()
            self._sketcher = Sketcher()
            self._asking.do(Build(request, sketcher=self._sketcher), request)

    def _on_remix_requested(self, blueprint: Path) -> None:
        if self._may_leave():
            self._opening.open_example(blueprint)

    def _on_remake_requested(self, request: str) -> None:
        self._window.go_home()
        self._window.start.put_text(request)

    def _on_export_requested(self, form: Form, with_data: bool) -> None:
        if self._project is not None:
            self._exporting.export(self._project, form, with_data=with_data)

    def _on_ask_wished(self, shown: str, read: str, line: int) -> None:
        self.wishes.pointed = line
        named = _PART.match(self._line(line))
        if named is not None:
            self._window.conversation.box.show_part(True, named[1])
        self._window.conversation.box.show_about(shown, read)
        self._window.conversation.box.take_focus()

    # --- news ------------------------------------------------------------------------------------

    def _on_began(self) -> None:
        self._window.word.say_this("", CALM)
        self._window.start.show_busy(True)
        self._escape.setEnabled(True)
        self._window.stage.show_stage(say("shell.stage_starting"))

    def _on_rested(self) -> None:
        self._window.start.show_busy(False)
        self._escape.setEnabled(False)
        self._window.stage.show_stage("")

    def _on_progressed(self, news: Progress) -> None:
        self._window.stage.show_stage(say(f"shell.stage_{news.stage}"))
        if news.text:
            self._window.app.show_growing(news.text)

    def _on_sketched(self, sketch: object) -> None:
        if isinstance(sketch, Sketch):
            self._window.stage.show_app(sketch.folder, sketch.title)

    def _on_made(self, made: Made) -> None:
        self._show_project(made.project, made.built.app.name)
        self._window.start.put_text("")
        keep_unsent("")
        self._window.conversation.box.take_focus()

    def _on_altered(self, altered: Altered) -> None:
        if altered.changed:
            self._show_project(altered.project, altered.edited.app.name)

    def _on_shown(self, shown: Shown) -> None:
        self._show_project(shown.project, shown.title)

    def _on_talk_failed(self, failure: Failure) -> None:
        project = self._project
        if project is not None and failure.key == "folder_changed":
            load = say("shell.load_it")
            self._window.word.say_this(failure.sentence, WARN, load, lambda: self.open_folder(project.folder))
            return
        self._window.show_trouble(failure.sentence)
        self._leave_if_gone()

    def _on_stopped(self) -> None:
        self._fall_back()
        self._window.word.say_this(say("errors.cancelled"), CALM)

    # --- parts of it -----------------------------------------------------------------------------

    def _may_leave(self) -> bool:
        """Whether another app can be shown now; says so if not."""
        if self._bridge.busy:
            self._window.word.say_this(say("shell.busy"), CALM)
        return not self._bridge.busy

    def _on_opened(self, opened: Opened) -> None:
        self.talk.show_project(opened.project, opened.recalled)
        self._show_project(opened.project, opened.title)
        self._window.word.say_this(opened.note, WARN)
        self._window.conversation.box.take_focus()

    def _on_not_opened(self, sentence: str) -> None:
        self._window.show_trouble(sentence)
        self._leave_if_gone()

    def _show_project(self, project: Project, title: str) -> None:
        if self._project is None or self._project.folder != project.folder:
            remember_opened(project.folder)
        self._project = project
        self._window.bar.name.show_name(title)
        self._window.bar.show_app(True)
        self._window.setWindowTitle(say("shell.window_title_app", app=title))
        self._window.go_to_work()
        self._window.app.show(project, title)

    def _line(self, number: int) -> str:
        """A line of the app's blueprint, from 1; "" if it has none such."""
        lines = self._project.blueprint_text.splitlines() if self._project is not None else []
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _forget_sketches(self) -> None:
        """Remove them: by now the stage shows something else, or is about to."""
        if self._sketcher is not None:
            self._sketcher.let_go()
            self._sketcher = None

    def _fall_back(self) -> None:
        """After work that came to nothing: back to what was there before."""
        if self._project is None:
            self._window.go_home()

    def _leave_if_gone(self) -> None:
        """Go home for good if the app that is open is not there any more."""
        if self._project is not None and not self._project.start_page.exists():
            self._project = None
            self._asking.show_project(None)
            self._window.go_home()
