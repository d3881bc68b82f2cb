"""A plan printed through the templates: the last step, and the recipe of the room."""

from __future__ import annotations

from pathlib import PurePosixPath

from desktop.blueprint.nodes import App
from desktop.compiler.catalogues import words_of
from desktop.compiler.chapters import in_chapters, write_chapter
from desktop.compiler.environment import environment
from desktop.compiler.fileset import File, FileSet
from desktop.compiler.filters import as_text
from desktop.compiler.icons import keep_used_icons
from desktop.compiler.own_parts import OwnPart, own_part_path, own_part_script, script_path
from desktop.compiler.plan import AppPlan, plan_app
from desktop.compiler.runtime_parts import page_of, part_text
from desktop.compiler.used_words import keep_used_words

ICONS = "icons"
"""The part of the runtime of which an app gets only what it draws."""


def compile_app(app: App) -> FileSet:
    """Compile a checked app into the files of a web app.

    Args:
        app: A tree without diagnostics; names in it refer to what there is.

    Returns:
        `index.html`, `app.css`, `app.js`, under `runtime/` the parts that this app uses, and under `custom/`
        what the person's own parts begin with.

    Raises:
        KeyError: If a section names an entity that the app does not have.
    """
    plan = plan_app(app)
    scripts = {part: part_text(part) for part in plan.scripts}
    words = keep_used_words(app_words(app.language, plan.families), scripts.values())
    files = [
        File("index.html", _render("index.html.jinja", plan, words)),
        File("app.css", _render("app.css.jinja", plan, words)),
        File("app.js", _render("app.js.jinja", plan, words)),
        File("runtime/words.js", _render("words.js.jinja", plan, words)),
    ]
    if ICONS in scripts:
        others = [text for part, text in scripts.items() if part != ICONS]
        scripts[ICONS] = keep_used_icons(scripts[ICONS], others)
    for chapter, parts in in_chapters(plan.scripts).items():
        text = write_chapter(chapter, {part: scripts[part] for part in parts})
        files.append(File(f"runtime/{chapter.name}.js", text))
    pages = {PurePosixPath(part).name: page_of(part) for part in scripts}
    files += [File(f"runtime/{name}.html", page) for name, page in pages.items() if page]
    for own_part in plan.own_parts:
        files += _own_part_files(own_part)
    return FileSet(tuple(sorted(files, key=lambda file: file.path)))


def _own_part_files(part: OwnPart) -> list[File]:
    """What a part of the person's own begins with, and the same as the page reads it."""
    template = environment().get_template("own_part.html.jinja")
    html = str(as_text(template.render(part=part)))
    return [
        File(own_part_path(part.name), html),
        File(script_path(part.name), own_part_script(part.name, html)),
    ]


def app_words(language: str = "en", families: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the words that the runtime shows (Save, Delete, …), by key; English where a language has none.

    Args:
        language: One of `nodes.LANGUAGES`.
        families: Families of blocks whose words are needed besides those of every app.
    """
    words: dict[str, str] = {}
    for part in ("base", *families):
        words.update(words_of(language, part))
    return words


def _render(template: str, plan: AppPlan, words: dict[str, str]) -> str:
    text = environment().get_template(template).render(app=plan, words=words)
    return str(as_text(text))
