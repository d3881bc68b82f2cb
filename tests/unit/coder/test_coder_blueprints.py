"""Blueprints and changes by models that were not made for them: checked, mended once, and never made up."""

from __future__ import annotations

import threading

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.nodes import App
from desktop.coder import draft_blueprint, draft_edit
from desktop.engine.completion import ModelFacts
from desktop.engine.fake import FakeEngine
from desktop.errors import AnswerError, Cancelled
from desktop.messages import ENGLISH, speak, speaking

GOOD = """app "Tools"

entity Tool
  name: text, required
  kind: choice Hand | Power

page Tools
  table of Tool; search
"""
WRONG = GOOD.replace("; search", "; sort by wieght")
TWO_SECTIONS = GOOD + "  cards of Tool showing name, colour\n"
NO_CHAT = ModelFacts("bare", 4096, has_chat=False, has_grammar=True)
NO_GRAMMAR = ModelFacts("free", 4096, has_chat=True, has_grammar=False)


class Recorder(FakeEngine):
    """A fake that keeps what it was asked with."""

    def __init__(self, *texts: str, facts: ModelFacts | None = None) -> None:
        super().__init__(texts, **({} if facts is None else {"facts": facts}))
        self.asked: list[dict] = []

    def chat(self, messages, **how):
        self.asked.append(how)
        return super().chat(messages, **how)

    def generate(self, prompt, **how):
        if "grammar" in how:  # else it is the fake's own way of answering a conversation
            self.asked.append(how)
        return super().generate(prompt, **how)


@pytest.fixture
def tools() -> App:
    app = read(GOOD).app
    assert app is not None
    return app


def test_a_good_blueprint_is_taken_at_once():
    engine = Recorder(GOOD)
    heard: list[str] = []
    drafted = draft_blueprint(engine, "my tools", on_text=heard.append)
    assert drafted.ok and drafted.text == GOOD and not drafted.left_out
    assert "".join(heard) == GOOD
    assert (drafted.spent.rounds, drafted.spent.tokens > 0) == (1, True)
    assert engine.asked[0]["grammar"].startswith("root ::= app")
    assert engine.conversations[0][-1].text == "my tools"


@pytest.mark.parametrize(
    "answer",
    [
        f"Sure! Here it is:\n\n```\n{GOOD}```\nIt keeps tools.",
        f"<think>\nA list.\n</think>\n{GOOD}",
        f"{GOOD}\nThis blueprint has one entity.\nEnjoy!",
        GOOD.replace("\n", "\r\n"),
    ],
)
def test_a_blueprint_is_found_among_other_words(answer):
    """Without a grammar models talk."""
    engine = Recorder(answer, facts=NO_GRAMMAR)
    assert draft_blueprint(engine, "my tools").text == GOOD
    assert engine.asked[0]["grammar"] is None


def test_a_model_without_turns_is_given_one_text():
    engine = Recorder(GOOD, facts=NO_CHAT)
    assert draft_blueprint(engine, "my tools").ok
    assert engine.prompts[0].endswith("### Request\nmy tools\n\n### Answer\n")


def test_problems_are_shown_to_the_model_once():
    engine = Recorder(WRONG, GOOD)
    drafted = draft_blueprint(engine, "my tools", seed=7)
    assert drafted.text == GOOD and drafted.spent.rounds == 2
    told = engine.conversations[1]
    assert told[-2].text == WRONG and "wieght" in told[-1].text
    assert engine.asked[1]["temperature"] > 0 and engine.asked[1]["seed"] == 8
    assert engine.asked[0]["temperature"] == 0


def test_problems_are_told_to_the_model_in_english():
    speak("de")
    try:
        nonsense = 'app "X"\n\npage P\n  table of Y\n'
        engine = Recorder(nonsense)
        drafted = draft_blueprint(engine, "my tools")
        with speaking(ENGLISH):
            english = [each.message for each in read(nonsense).diagnostics]
        assert english[0] in engine.conversations[1][-1].text
        assert drafted.diagnostics[0].message not in english
    finally:
        speak(ENGLISH)


def test_what_stays_wrong_is_left_out_and_told():
    engine = Recorder(TWO_SECTIONS, TWO_SECTIONS)
    drafted = draft_blueprint(engine, "my tools")
    assert drafted.ok and drafted.text == GOOD
    assert drafted.left_out == ("cards of Tool showing name, colour",)


def test_the_second_try_is_not_taken_where_it_is_worse():
    engine = Recorder(TWO_SECTIONS, 'app "Tools"\n\nentity T\n  a: b\n  c: d\n\npage P\n  table of X\n')
    assert draft_blueprint(engine, "my tools").text == GOOD


def test_what_makes_no_sense_at_all_is_no_app():
    engine = Recorder('app "X"\n\npage P\n  table of Y\n')
    drafted = draft_blueprint(engine, "my tools")
    assert not drafted.ok and drafted.diagnostics


def test_a_blueprint_that_is_cut_off_is_asked_for_again():
    endless = GOOD + "".join(f'  text "Number {number}"\n' for number in range(2000))
    engine = Recorder(endless, GOOD)
    assert draft_blueprint(engine, "my tools").text == GOOD
    assert "cut off" in engine.conversations[1][-1].text


@pytest.mark.parametrize("answer", ["", "I cannot do that.", "def app(): pass", '<think>app "'])
def test_no_blueprint_at_all_is_said(answer):
    with pytest.raises(AnswerError) as refused:
        draft_blueprint(Recorder(answer), "my tools")
    assert refused.value.key == "answer_no_blueprint"


def test_drafting_can_be_stopped():
    stop = threading.Event()
    stop.set()
    for work in (
        lambda: draft_blueprint(FakeEngine([GOOD]), "x", cancelled=stop),
        lambda: draft_edit(FakeEngine(["set theme dark\n"]), read(GOOD).app, "x", cancelled=stop),
    ):
        with pytest.raises(Cancelled):
            work()


def test_a_change_is_worked_out(tools):
    engine = Recorder("in Tool: add weight: number kg\non Tools, table: set sort by weight\n")
    drafted = draft_edit(engine, tools, "add the weight and sort by it")
    assert drafted.ok and "weight: number kg" in print_app(drafted.app)
    assert drafted.script.count("\n") == 2
    assert "Hand" in engine.asked[0]["grammar"] and '"# cannot\\n"' in engine.asked[0]["grammar"]
    assert engine.conversations[0][-1].text == f"{GOOD}\nChange: add the weight and sort by it"


@pytest.mark.parametrize(
    "answer",
    [
        "```\nset theme dark\n```",
        "The script:\n- `set theme dark`\n\nThat makes it dark.",
        "<think>dark</think>set theme dark",
    ],
)
def test_a_script_is_found_among_other_words(tools, answer):
    drafted = draft_edit(Recorder(answer, facts=NO_GRAMMAR), tools, "dark")
    assert drafted.script == "set theme dark\n" and drafted.ok


def test_a_change_that_cannot_be_carried_out_is_asked_for_again(tools):
    engine = Recorder("in Tool: remove wieght\n", "in Tool: remove kind\n")
    drafted = draft_edit(engine, tools, "no kind")
    assert drafted.ok and drafted.spent.rounds == 2
    assert "wieght" in engine.conversations[1][-1].text


def test_a_change_that_stays_wrong_changes_nothing(tools):
    drafted = draft_edit(Recorder("in Tool: remove wieght\n"), tools, "no weight")
    assert not drafted.ok and drafted.diagnostics and drafted.spent.rounds == 2


@pytest.mark.parametrize("answer", ["# cannot\n", "I cannot do that.", "set theme light\nclear theme\n"])
def test_what_changes_nothing_is_no_change(tools, answer):
    drafted = draft_edit(Recorder(answer), tools, "make it fly")
    assert not drafted.ok and drafted.spent.rounds == 1


class Deaf(FakeEngine):
    """A server that pays no heed to the budget."""

    def chat(self, messages, *, max_tokens=0, **how):
        return super().chat(messages, max_tokens=10**9, **how)


@pytest.mark.parametrize(
    "piece", ["set theme dark\n", "in Tool: add a: text\n", "on Tools: add table of Tool\n"]
)
def test_a_script_that_goes_on_and_on_is_refused(tools, piece):
    """Attack."""
    with pytest.raises(AnswerError):
        draft_edit(Deaf([piece * 20_000], piece_characters=10_000), tools, "dark")


@pytest.mark.parametrize(
    "text",
    [
        'app "' * 40_000,
        'app "X"\n' + "\nentity T\n  a: b\n" * 4_000,
        'app "X"\n\npage P\n' + '  text "x"\n' * 9_000,
        'app "X"\n' + "(" * 200_000,
    ],
    ids=lambda text: text[:24],
)
def test_a_blueprint_that_goes_on_and_on_is_an_app_or_none(text):
    """Attack: it ends, and nothing is raised but a sentence."""
    try:
        drafted = draft_blueprint(Deaf([text], piece_characters=10_000), "x")
    except AnswerError as refused:
        assert str(refused)
    else:
        assert drafted.ok or drafted.diagnostics
