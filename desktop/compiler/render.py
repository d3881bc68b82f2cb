"""A plan printed through the templates: the last step, and the recipe of the room."""

from __future__ import annotations

import tomllib

from desktop.blueprint.nodes import App
from desktop.compiler.environment import environment
from desktop.compiler.fileset import File, FileSet
from desktop.compiler.filters import as_text
from desktop.compiler.plan import AppPlan, plan_app
from desktop.paths import resources_folder


def compile_app(app: App) -> FileSet:
    """Compile a checked app into the files of a web app.

    Args:
        app: A tree without diagnostics; names in it refer to what there is.

    Returns:
        `index.html`, `app.css`, `app.js`, and under `runtime/` the parts that this app uses.

    Raises:
        KeyError: If a section names an entity that the app does not have.
    """
    plan = plan_app(app)
    words = app_words()
    files = [
        File("index.html", _render("index.html.jinja", plan, words)),
        File("app.css", _render("app.css.jinja", plan, words)),
        File("app.js", _render("app.js.jinja", plan, words)),
        File("runtime/words.js", _render("words.js.jinja", plan, words)),
    ]
    files += [File(f"runtime/{part}.js", _runtime_part(part)) for part in plan.scripts]
    return FileSet(tuple(sorted(files, key=lambda file: file.path)))


def app_words() -> dict[str, str]:
    """Return the words that the runtime shows (Save, Delete, …), by key."""
    text = (resources_folder() / "messages" / "app" / "en.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)
    return words


def _render(template: str, plan: AppPlan, words: dict[str, str]) -> str:
    text = environment().get_template(template).render(app=plan, words=words)
    return str(as_text(text))


def _runtime_part(name: str) -> str:
    return (resources_folder() / "runtime" / f"{name}.js").read_text(encoding="utf-8")
