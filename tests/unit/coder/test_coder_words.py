"""Sentences and sample records by models that were not made for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.coder import draft_blueprint, draft_edit, explain, reword, sample_records
from desktop.coder.samples import MOST_SAMPLES
from desktop.engine import Engine
from desktop.engine.completion import ModelFacts
from desktop.engine.fake import FakeEngine
from desktop.errors import AnswerError
from desktop.hub import shipped_model

EXAMPLES = Path(__file__).parents[3] / "resources" / "examples"
LOANS = """app "Shed"

entity Tool
  name: text, required
  kind: choice Hand | Power
  parts: tags Wood | Steel | Cork
  sample "Saw", "Hand", "Wood | Steel"

entity Loan
  tool: to Tool, required
  days: number, min 1, max 5
  due: date and time
  back: yes/no
  mail: email
  photo: image
  tint: colour
  sample "Saw", 2, 2026-03-01 10:00, no, "ada@example.org", -, "#ff0000"

page Loans
  table of Loan
"""


@pytest.fixture
def loans() -> App:
    app = read(LOANS).app
    assert app is not None
    return app


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ('"Nothing here yet"', "Nothing here yet"),
        ("Sure, here's a friendlier one:\n\n“Nothing here **yet**”\n", "Nothing here yet"),
        ("```\nNothing here yet\n```", "Nothing here yet"),
        ('Nothing "here" yet', "Nothing here yet"),
        ("Nothing \x1b[31mhere\x00\u202e yet", "Nothing [31mhere yet"),
        ("<think>hm</think>\nNothing   here yet\nOr: Still empty", "Nothing here yet"),
    ],
)
def test_a_text_is_worded_otherwise(answer, text):
    worded = reword(FakeEngine([answer]), "No data", "friendlier")
    assert worded.text == text and worded.spent.rounds == 1


@pytest.mark.parametrize(
    ("answer", "key"), [("", "answer_empty"), ('""', "answer_empty"), ("x" * 400, "answer_large")]
)
def test_a_text_that_cannot_stand_in_an_app_is_refused(answer, key):
    with pytest.raises(AnswerError) as refused:
        reword(FakeEngine([answer]), "No data", "friendlier")
    assert refused.value.key == key


def test_an_app_is_explained_in_plain_words(loans):
    engine = FakeEngine(["## Loans\nIt **keeps** who has `Tool`s."])
    assert explain(engine, loans, "what is this?").text == "Loans\nIt keeps who has Tools."
    told = engine.conversations[0][-1].text
    assert "tool: to Tool, required" in told and "sample" not in told


def test_an_explanation_that_is_cut_off_ends_with_a_sentence(loans):
    engine = FakeEngine(["It keeps loans. " * 40 + "And it al"], piece_characters=2)
    assert explain(engine, loans, "what?").text.endswith("loans.")


def test_sample_records_come_as_a_script(loans):
    lines = 'sample "Saw", 3, 2026-04-01 09:00, yes, "b@example.org", -, "#00ff00"\nsample "Drill", 3\n'
    drafted = sample_records(FakeEngine([lines]), loans, loans.entities[1], 2)
    assert drafted.script.startswith('in Loan: add sample "Saw", 3') and drafted.script.count("\n") == 1
    assert drafted.ok and len(drafted.app.entities[1].samples) == 2


@pytest.mark.parametrize(
    "answer",
    [
        'Here they are:\n\n1. sample "Axe", "Hand"\n',
        '```\nin Tool: add sample "Axe", "Hand"\n```',
        '- `sample "Axe", "Hand"`',
    ],
)
def test_sample_records_are_found_among_other_words(loans, answer):
    drafted = sample_records(FakeEngine([answer]), loans, loans.entities[0], 1)
    assert drafted.script == 'in Tool: add sample "Axe", "Hand"\n'


def test_no_more_samples_are_taken_than_were_asked_for_and_none_twice(loans):
    lines = "".join(f'sample "Tool {number % 3}", "Hand"\n' for number in range(9))
    drafted = sample_records(FakeEngine([lines]), loans, loans.entities[0], 2)
    assert drafted.script == 'in Tool: add sample "Tool 0", "Hand"\nin Tool: add sample "Tool 1", "Hand"\n'


@pytest.mark.parametrize("answer", ["", "Here are some records.", 'sample "Saw", "Hand", "Wood | Steel"\n'])
def test_no_new_record_is_no_change(loans, answer):
    assert not sample_records(FakeEngine([answer]), loans, loans.entities[0], 2).ok


def test_records_that_do_not_fit_say_why(loans):
    drafted = sample_records(FakeEngine(['sample "Axe", "Garden"\n']), loans, loans.entities[0], 1)
    assert not drafted.ok and drafted.diagnostics


class WithoutTurns(Engine):
    """Spindle's writer, which knows nothing of such prompts: the grammar alone decides what it can say."""

    def facts(self) -> ModelFacts:
        return ModelFacts("writer", 1536, has_chat=False, has_grammar=True)


def test_the_grammar_alone_makes_records_that_fit(loans):
    """A real sampler, on a model that has never seen the like: each line it writes can be kept."""
    with WithoutTurns(shipped_model().path("writer"), None) as engine:
        for entity in loans.entities:
            heard: list[str] = []
            drafted = sample_records(engine, loans, entity, 2, on_text=heard.append)
            for line in "".join(heard).split("\n")[:-1]:
                assert read(LOANS.replace("\n\npage", f"\n  {line}\n\npage")).ok or entity.name == "Tool", (
                    line
                )
            assert drafted.app is None or drafted.ok


def test_the_grammars_alone_make_what_can_be_read(loans):
    """A model that knows nothing of such prompts writes what it likes; its form is right all the same."""
    with WithoutTurns(shipped_model().path("writer"), None) as engine:
        drafted = draft_edit(engine, loans, "say when it was given back")
        assert not any(each.code in ("unknown-statement", "unknown-line") for each in drafted.diagnostics)
        text: list[str] = []
        try:
            draft_blueprint(engine, "a list of books", on_text=text.append)
        except AnswerError as refused:
            assert refused.key == "answer_loops"
        assert "".join(text).startswith('app "')


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.blueprint")))
def test_every_example_has_grammars_for_its_samples(name):
    """Attack: names and options with signs of their own must not end a literal of the grammar."""
    from desktop.coder.sample_grammar import sample_grammar

    app = read((EXAMPLES / f"{name}.blueprint").read_text(encoding="utf-8")).app
    for entity in app.entities if app else ():
        grammar = sample_grammar(app, entity, MOST_SAMPLES)
        assert grammar.startswith("root ::= line line")
        named = {line.split(" ::= ")[0] for line in grammar.splitlines()}
        assert len(named) == len(grammar.splitlines())
