"""Compiling gives the same bytes each time: few, readable files that reach for nothing outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.nodes import App, Collection, Entity, Field, Page
from desktop.compiler import FileSet, compile_app
from desktop.compiler.render import app_words
from desktop.paths import resources_folder

RUNTIME = sorted((resources_folder() / "runtime").glob("*.js"))


def example_text() -> str:
    """The example that the language's own page begins with."""
    return (resources_folder() / "LANGUAGE.md").read_text(encoding="utf-8").split("```")[1].lstrip("\n")


def example() -> App:
    app = read(example_text()).app
    assert app is not None
    return app


def compiled() -> FileSet:
    return compile_app(example())


def test_the_same_app_gives_the_same_bytes() -> None:
    assert compiled() == compiled()


def test_the_same_bytes_come_out_of_another_process_with_other_hashes() -> None:
    script = (
        "import sys, hashlib\nfrom desktop.blueprint import read\nfrom desktop.compiler import compile_app\n"
        "files = compile_app(read(sys.stdin.buffer.read().decode()).app).files\n"
        "print(hashlib.sha256(repr(files).encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[3]
    prints = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=example_text().encode(),
            capture_output=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


def test_the_files_are_few_and_named_for_what_they_are() -> None:
    paths = [file.path for file in compiled().files]
    assert [path for path in paths if "/" not in path] == ["app.css", "app.js", "index.html"]
    assert all(re.fullmatch(r"runtime/[a-z]+\.js", path) for path in paths if "/" in path)
    assert len(paths) <= 15


def test_the_page_loads_exactly_the_scripts_that_are_there() -> None:
    files = compiled()
    loaded = re.findall(r'<script src="([^"]+)">', files.text_of("index.html"))
    assert sorted(loaded) == sorted(file.path for file in files.files if file.path.endswith(".js"))
    assert loaded[0] == "runtime/words.js"
    assert loaded[-1] == "app.js"


def test_only_the_parts_that_an_app_uses_are_copied() -> None:
    note = Entity("Note", (Field("words", "text"),))
    small = parts_of(compile_app(App("A", entities=(note,))))
    assert {"records", "table"} <= small
    assert not small & {"board", "calendar", "chart", "input image"}
    photo = Entity("Photo", (Field("picture", "image"), Field("kind", "choice", options=("A", "B"))))
    page = Page("P", (Collection("board", "Photo", by="kind"),))
    assert {"board", "input image"} <= parts_of(compile_app(App("A", entities=(photo,), pages=(page,))))


def parts_of(files: FileSet) -> set[str]:
    """The names of the parts of the runtime, as they stand over each."""
    scripts = [file.text for file in files.files if file.path.startswith("runtime/")]
    return {name for script in scripts for name in re.findall(r"^// --- (.+?) -+$", script, re.MULTILINE)}


def test_the_description_reads_like_the_blueprint() -> None:
    script = compiled().text_of("app.js")
    assert "// line 11: next watering = last watered + water every" in script
    assert 'work: (plant) => addDays(plant["last watered"], plant["water every"])' in script
    assert '{ set: "last watered", to: (plant) => today() }, // set last watered to today' in script
    assert 'where: (plant) => atMost(plant["next watering"], today())' in script


def test_the_page_forbids_everything_that_is_not_its_own() -> None:
    page = compiled().text_of("index.html")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy.group(1).split("; "))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self' file:",
        "style-src": "'self' file:",
        "img-src": "data: blob:",
        "connect-src": "homespun:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"<style|<script>|\son\w+=|javascript:", page)


@pytest.mark.parametrize("path", RUNTIME, ids=lambda path: path.name)
def test_the_runtime_never_makes_markup_or_code_from_text_and_asks_nobody(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser"
    assert not re.search(forbidden, source)
    # The one question there is, to the page's own address in Homespun's window.
    source = source.replace('fetch("/records", ', "", 1)
    assert not re.search(
        r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|import\(", source
    )
    addresses = set(re.findall(r"https?://[\w.]+", source))
    assert addresses <= {"http://www.w3.org"}, "the name of SVG is the one address in it"


def test_every_word_that_the_runtime_says_is_in_the_catalogue_and_the_other_way_round() -> None:
    sources = [path.read_text(encoding="utf-8") for path in RUNTIME]
    everywhere = [path.read_text(encoding="utf-8") for path in RUNTIME[0].parent.rglob("*.js")]
    templates = (resources_folder() / "templates" / "index.html.jinja").read_text(encoding="utf-8")
    quoted = {word for source in everywhere for word in re.findall(r'"([a-z_]+)"', source)}
    used = quoted | set(re.findall(r"words\.(\w+)", templates))
    said = {key for source in sources for key in re.findall(r'\bsay\("(\w+)"', source)}
    records = app_words("en", ("people", "records", "views"))
    assert said <= records.keys()
    assert records.keys() <= used


def test_a_name_in_a_style_sheet_stays_in_its_comment() -> None:
    style = compile_app(App("*/ body { display: none } /*")).text_of("app.css")
    assert "*/ body" not in style


def test_an_unchecked_tree_that_names_no_entity_is_a_programmers_error() -> None:
    with pytest.raises(KeyError):
        compile_app(App("A", pages=(Page("P", (Collection("table", "Nothing"),)),)))
