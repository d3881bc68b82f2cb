"""A session without a model: it writes the same small app for every request, as slowly as it is told.

It keeps the contract of `desktop.session.Session`: progress from the calling thread, `Cancelled` when
the event is set, a `RequestError` for an empty request, and a folder with an `index.html` on save. A request
for a change is the edit script that it means; its page says what the app is called.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.blueprint import Diagnostic, print_app, read
from desktop.blueprint.edits import diff, edit, print_script
from desktop.blueprint.nodes import App
from desktop.compiler.fileset import File, FileSet
from desktop.errors import Cancelled, ModelError, RequestError
from desktop.outcomes import Built, Edited, Progress
from desktop.saving import save_edit, save_new
from desktop.workspace import Project

BLUEPRINT = """\
app "Plant Pal"
  about "Never forget to water a plant again"
  icon 🌱
  theme light, background ivory, accent forestgreen

entity Plant
  name: text, required
  room: choice Living room | Bedroom | Kitchen
  water every: number days, default 7
  last watered: date
  next watering = last watered + water every
  action Water: set last watered to today
  sample "Monstera", "Living room", 7, 2026-03-01

page Plants
  stat "Due today" = count of Plant where next watering <= today
  cards of Plant showing name, room, next watering; search; filter by room; sort by next watering

page Report
  chart bar of count of Plant by room
"""

PAGE = """\
<!doctype html><html lang=en><meta charset=utf-8><title>Plant Pal</title>
<style>body{font-family:sans-serif;background:ivory;color:#1d2b1d;margin:24px}
button{background:forestgreen;color:white;border:0;border-radius:6px;padding:8px 14px}</style>
<h1>Plant Pal</h1><button data-action=add>Add plant</button><form hidden><input><button>Save</button></form>
<ul></ul><script src="app.js"></script>
"""

SCRIPT = """\
const opened = indexedDB.open("records");
opened.onupgradeneeded = () => opened.result.createObjectStore("plants", {autoIncrement: true});
const show = () => opened.result.transaction("plants").objectStore("plants").getAll().onsuccess = event => {
  document.querySelector("ul").replaceChildren(...event.target.result.map(name => {
    const item = document.createElement("li"); item.textContent = name; return item; }));
  document.body.dataset.ready = "yes";
};
opened.onsuccess = show;
const form = document.querySelector("form");
document.querySelector("[data-action=add]").onclick = () => { form.hidden = false; };
form.onsubmit = event => {
  event.preventDefault();
  const writing = opened.result.transaction("plants", "readwrite");
  writing.objectStore("plants").add(form.querySelector("input").value);
  writing.oncomplete = show;
};
"""


NOTE = "A reminder by e-mail cannot be sent from here, so plants due today are counted."
UNCLEAR = "I did not understand this, so nothing was changed for it."


@dataclass
class FakeSession:
    """Attributes: `pace_s` seconds between two lines; `page` and `script` are what is saved; `chance` how sure
    it is; `meanings` what else a change may mean, as scripts; `requests` what was asked for, in order; `undoes`
    how often a change was to be taken back.
    """

    pace_s: float = 0.002
    page: str = PAGE
    script: str = SCRIPT
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: str = ""
    model_there: bool = True
    chance: float = 1.0
    meanings: tuple[str, ...] = ()
    requests: list[str] = field(default_factory=list)
    undoes: int = 0
    closed: bool = False
    tokens_per_s: float | None = None

    def __call__(self) -> FakeSession:
        """Open: the object is its own opener, so that a test can look at it afterwards."""
        if not self.model_there:
            raise ModelError("model_missing", file="writer.gguf")
        return self

    def __enter__(self) -> FakeSession:
        return self

    def __exit__(self, *exception: object) -> None:
        self.closed = True

    def build(
        self,
        request: str,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None],
        cancelled: threading.Event | None = None,
    ) -> Built:
        cancelled = cancelled or threading.Event()
        self.requests.append(request)
        if not request.strip():
            raise RequestError("request_empty")
        if request == self.refused:
            raise RequestError("request_unclear")
        if request == "break":
            raise ZeroDivisionError("as told")
        on_progress(Progress("reading"))
        lines = BLUEPRINT.splitlines(keepends=True)
        for end in range(1, len(lines) + 1):
            on_progress(Progress("writing", "".join(lines[:end])))
            if cancelled.wait(self.pace_s):
                raise Cancelled("cancelled")
        on_progress(Progress("done", BLUEPRINT))
        return self._built(request, seed, BLUEPRINT, 1)

    def takes(
        self, request: str, count: int = 3, *, seed: int = 0, on_progress: Callable[[Progress], None]
    ) -> tuple[Built, ...]:
        """As many apps, which differ by their names and colours."""
        self.requests.append(request)
        on_progress(Progress("writing"))
        colours = ("forestgreen", "navy", "crimson")[:count]
        texts = [BLUEPRINT.replace("forestgreen", colour) for colour in colours]
        return tuple(
            self._built(
                request, seed, text.replace("Plant Pal", f"Plant Pal {take}") if take > 1 else text, take
            )
            for take, text in enumerate(texts, start=1)
        )

    def save(self, built: Built, folder: Path) -> Project:
        return save_new(built, folder)

    def edit(self, project: Project, request: str, *, on_progress: Callable[[Progress], None]) -> Edited:
        self.requests.append(request)
        if not request.strip():
            raise RequestError("request_empty")
        if request == "break":
            raise ZeroDivisionError("as told")
        on_progress(Progress("reading"))
        threading.Event().wait(self.pace_s)
        on_progress(Progress("compiling"))
        edited = self._edited(project, request, request)
        return replace(edited, chance=self.chance, others=self.meanings)

    def undo(self, project: Project) -> Edited:
        self.undoes += 1
        assert project.provenance is not None
        back = project.provenance.changes[-1].back
        return replace(self._edited(project, "", back), undone=True)

    def save_edit(self, edited: Edited, project: Project) -> Project:
        return save_edit(edited, project)

    def _built(self, request: str, seed: int, text: str, take: int) -> Built:
        app = read(text).app
        assert app is not None
        return Built(
            request=request,
            seed=seed,
            text=text,
            app=app,
            files=self._files(app),
            diagnostics=self.diagnostics,
            notes=(NOTE,),
            made_by="memory",
            model_name="Spindle",
            model_version="0.1",
            model_sha256="0" * 64,
            chance=self.chance,
            take=take,
            timings_ms=(),
        )

    def _edited(self, project: Project, request: str, script: str) -> Edited:
        app = read(project.blueprint_text).app
        assert app is not None
        done = edit(app, script)
        old = self._files(app)
        if done.app is None:
            return Edited(request, "", "", project.blueprint_text, app, old, old, False, (UNCLEAR,), (), ())
        return Edited(
            request=request,
            script=script.rstrip(),
            back=print_script(diff(done.app, app)),
            text=print_app(done.app),
            app=done.app,
            old_files=old,
            files=self._files(done.app),
            undone=False,
            notes=(),
            consequences=done.consequences,
            timings_ms=(),
        )

    def _files(self, app: App) -> FileSet:
        page = self.page.replace("Plant Pal", app.name)
        return FileSet((File("app.js", self.script), File("index.html", page)))
