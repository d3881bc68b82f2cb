"""A model of another architecture, with a template for conversations, in a real child process: held by the grammars.

It has learnt nothing but the alphabet, so the grammar alone decides what can be read. What a model that has
learnt something makes of the prompts was not measured here; no such model can be had where this is built.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.coder import draft_edit, reword, sample_records
from desktop.engine import Engine
from desktop.errors import AnswerError

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))

from tiny_models import write_chain_model

TEMPLATE = "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}:"
LETTERS = "abcdefghijklm"
APP = """app "A"

entity T
  name: text, required
  kind: choice Big | Small, required
  n: number, min 1, max 3, required

page P
  table of T
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("models") / "talker.gguf"
    follows = {":": "a", **dict(itertools.pairwise(LETTERS))}
    write_chain_model(
        path, follows, context=4096, step=0.02, architecture="qwen2", key_heads=2, template=TEMPLATE
    )
    with Engine(path, None) as engine:
        yield engine


@pytest.fixture
def app() -> App:
    found = read(APP).app
    assert found is not None
    return found


def test_it_holds_conversations(engine):
    assert engine.facts().has_chat and engine.facts().has_grammar


def test_a_change_is_a_script_whatever_it_has_learnt(engine, app):
    heard: list[str] = []
    try:
        drafted = draft_edit(engine, app, "add a due date", on_text=heard.append)
    except AnswerError as refused:
        assert refused.key == "answer_loops"
    else:
        assert drafted.ok or drafted.diagnostics or not drafted.script
    assert "".join(heard).startswith(
        ("set ", "clear ", "add ", "remove ", "rename ", "move ", "in ", "on ", "# cannot")
    )


def test_sample_records_have_options_and_numbers_of_the_app(engine, app):
    heard: list[str] = []
    sample_records(engine, app, app.entities[0], 2, on_text=heard.append)
    assert "".join(heard).startswith('sample "')


def test_a_text_stands_in_quotation_marks(engine):
    heard: list[str] = []
    try:
        reword(engine, "No data", "friendlier", on_text=heard.append)
    except AnswerError as refused:
        assert refused.key in ("answer_loops", "answer_large")
    assert "".join(heard).startswith('"')
