"""A `custom` section is written whole, run, mended at most twice, and never made out to be better than it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.nodes import App, Block
from desktop.coder import brief_for, make_section, trial_files
from desktop.coder.prompting import why_refused
from desktop.coder.section import LONGEST_FAULT, MOST_REPAIRS
from desktop.coder.trial_app import trial_app
from desktop.engine.completion import ModelFacts
from desktop.engine.fake import FakeEngine
from desktop.errors import AnswerError, Cancelled, EngineError

SAMPLES = Path(__file__).parents[2] / "samples"
EXAMPLES = Path(__file__).parents[3] / "resources" / "examples"
GOOD, BAD, WORSE = "<p>good</p>\n", "<p>bad</p>\n<script>\n  nobody.knows();\n</script>\n", "<p>worse</p>\n"


@dataclass(frozen=True)
class Wrong:
    kind: str
    message: str = ""
    line: int = 0


ERROR = Wrong("error", "Uncaught ReferenceError: nobody is not defined", 2)
HOW_THEY_RUN = {GOOD: (), BAD: (ERROR,), WORSE: (ERROR, Wrong("blank"))}


class Preview:
    """Runs files as it was told that they run, and keeps them."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def __call__(self, html: str) -> tuple[Wrong, ...]:
        self.tried.append(html)
        return HOW_THEY_RUN[html]


def fenced(html: str) -> str:
    return f"```html\n{html}```\n"


@pytest.fixture
def seeds() -> App:
    app = read((SAMPLES / "blocks" / "custom.blueprint").read_text(encoding="utf-8")).app
    assert app is not None
    return app


@pytest.fixture
def block(seeds) -> Block:
    return seeds.pages[0].sections[0]


@pytest.fixture
def brief(seeds, block):
    return brief_for(seeds, block, "a map of my seeds")


@pytest.fixture
def run() -> Preview:
    return Preview()


def test_a_file_that_runs_is_taken_at_once(brief, run):
    engine, heard, stages = FakeEngine([fenced(GOOD)]), [], []
    made = make_section(
        engine, brief, run, heard.append, on_stage=lambda stage, number: stages.append((stage, number))
    )
    assert (made.html, made.faults, made.repairs, made.ok) == (GOOD, (), 0, True)
    assert run.tried == [GOOD] and "".join(heard) == fenced(GOOD)
    assert stages == [("writing", 1), ("trying", 1)]


def test_the_model_is_told_what_it_is_given(brief):
    engine = FakeEngine([fenced(GOOD)])
    make_section(engine, brief, lambda html: ())
    asked = engine.conversations[0][-1].text
    for words in (
        "“Seed map”, about 320 pixels",
        "a map of my seeds",
        "name: text, required",
        "Sunflower",
        "kept",
    ):
        assert words in asked


def test_a_part_without_records_is_told_of_none(seeds):
    engine = FakeEngine([fenced(GOOD)])
    make_section(engine, brief_for(seeds, seeds.pages[1].sections[0], "a game"), lambda html: ())
    assert "homespun." not in engine.conversations[0][-1].text


def test_a_file_that_is_there_is_shown_and_changed(seeds, block):
    engine = FakeEngine([fenced(GOOD)])
    make_section(engine, brief_for(seeds, block, "make it green", current=BAD), lambda html: ())
    asked = engine.conversations[0][-1].text
    assert fenced(BAD).strip() in asked and "make it green" in asked and "name: text" in asked


def test_a_file_that_comes_back_as_it_was_is_no_change(seeds, block, run):
    """Attack on honesty: nothing has changed, and it runs without a fault."""
    brief = brief_for(seeds, block, "make it green", current=GOOD)
    engine = FakeEngine([fenced(GOOD), fenced(f"{GOOD}<b>green</b>")])
    made = make_section(engine, brief, lambda html: ())
    assert (
        "green" in made.html
        and why_refused(AnswerError("answer_unchanged")) in engine.conversations[1][-1].text
    )
    with pytest.raises(AnswerError):
        make_section(FakeEngine([fenced(GOOD)]), brief, run)
    assert run.tried == []


def test_it_is_mended_from_what_the_browser_said(brief, run):
    engine = FakeEngine([fenced(BAD), fenced(GOOD)])
    made = make_section(engine, brief, run)
    assert (made.html, made.repairs, made.ok, made.spent.rounds) == (GOOD, 1, True, 2)
    *_, shown, told = engine.conversations[1]
    assert shown.text == fenced(BAD).strip()
    assert "- Uncaught ReferenceError: nobody is not defined (in this line: nobody.knows();)" in told.text


def test_after_two_repairs_the_best_is_given_back_with_its_faults(brief, run):
    engine = FakeEngine([fenced(WORSE), fenced(BAD), fenced(WORSE), fenced(GOOD)])
    made = make_section(engine, brief, run)
    assert (made.html, made.faults, made.ok) == (BAD, (ERROR,), False)
    assert len(run.tried) == MOST_REPAIRS + 1 and made.repairs == MOST_REPAIRS


def test_the_same_file_again_ends_it(brief, run):
    """A model that has no other idea is not asked a third time."""
    made = make_section(FakeEngine([fenced(BAD)]), brief, run)
    assert run.tried == [BAD] and made.spent.rounds == 2 and not made.ok


def test_what_cannot_be_tried_here_is_not_mended(brief):
    untried = Wrong("untried", "No page can be fenced in on this computer.")
    made = make_section(FakeEngine([fenced(GOOD)]), brief, lambda html: (untried,))
    assert made.html == GOOD and made.faults == (untried,) and made.spent.rounds == 1 and not made.ok


def test_an_answer_that_is_none_is_told_and_asked_for_again(brief, run):
    engine = FakeEngine(["Sure, shall I begin?", fenced(GOOD)])
    made = make_section(engine, brief, run)
    assert made.ok and made.spent.rounds == 2
    assert why_refused(AnswerError("answer_talk")) in engine.conversations[1][-1].text
    assert not any("shall I begin" in message.text for message in engine.conversations[1])


def test_what_never_becomes_a_file_is_refused_and_nothing_is_run(brief, run):
    with pytest.raises(AnswerError) as refused:
        make_section(
            FakeEngine(["Well.", "Hm.", "```html\n<p>a</p>\n// ... rest unchanged\n```"]), brief, run
        )
    assert refused.value.key == "answer_elided" and not run.tried


def test_a_repair_that_is_no_file_keeps_what_was_there(brief, run):
    made = make_section(FakeEngine([fenced(BAD), "I am sorry.", "I am sorry."]), brief, run)
    assert made.html == BAD and made.faults == (ERROR,) and made.spent.rounds == MOST_REPAIRS + 1


def test_it_can_be_stopped_while_it_is_written_and_while_it_is_run(brief):
    stop = threading.Event()

    def heard(piece: str) -> None:
        stop.set()

    with pytest.raises(Cancelled):
        make_section(FakeEngine([fenced(GOOD)]), brief, lambda html: (), heard, stop)
    stop.clear()

    def tried(html: str) -> tuple[()]:
        stop.set()
        return ()

    with pytest.raises(Cancelled):
        make_section(FakeEngine([fenced(GOOD)]), brief, tried, cancelled=stop)


def test_an_engine_that_fails_is_not_a_bad_answer(brief, run):
    with pytest.raises(EngineError):
        make_section(FakeEngine(fail_with=EngineError("engine_died")), brief, run)


def test_a_page_that_says_a_lot_does_not_fill_the_prompt(brief):
    """Attack: what a page writes into its console goes to the model."""
    loud = tuple(Wrong("error", f"{number} " + "x\n" * 100_000) for number in range(500))
    engine = FakeEngine([fenced(GOOD), fenced(WORSE)])
    make_section(engine, brief, lambda html: loud)
    told = engine.conversations[1][-1].text
    assert len(told) < 10 * LONGEST_FAULT and told.count("\n- ") < 5


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("blank", "Nothing can be seen"),
        ("silent", "never ends"),
        ("refused", "It asked for https://x.example"),
    ],
)
def test_each_kind_of_fault_is_told(brief, kind, words):
    engine = FakeEngine([fenced(BAD), fenced(GOOD)])
    make_section(engine, brief, lambda html: (Wrong(kind, "https://x.example"),) if html == BAD else ())
    assert words in engine.conversations[1][-1].text


def test_a_file_is_tried_in_an_app_of_its_own(seeds, block):
    tried = trial_app(seeds, block)
    assert [page.sections for page in tried.pages] == [(block,)]
    assert tried.entities == seeds.entities
    files = trial_files(seeds, block, GOOD)
    assert files.text_of("custom/seed-map.html") == GOOD
    assert "good" in files.text_of("runtime/custom/seed-map.js")


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.blueprint")))
def test_every_example_can_try_a_section_of_each_of_its_entities(name):
    """Nobody has to sign in, whatever the app's accounts, permissions and expressions."""
    app = read((EXAMPLES / f"{name}.blueprint").read_text(encoding="utf-8")).app
    assert app is not None
    for entity in ("", *(entity.name for entity in app.entities)):
        tried = trial_app(app, Block("custom", label="Mine", entity=entity))
        assert not tried.roles and read(print_app(tried)).ok
        assert tried.pages[0].sections[0].entity == entity


def test_what_is_too_long_to_be_mended_is_given_back_as_it_is(brief):
    """The file and what is wrong with it do not fit in what the model can read."""
    long = "<p>x</p>\n" * 200
    engine = FakeEngine([fenced(long)], facts=ModelFacts("small", 480, has_chat=True, has_grammar=False))
    made = make_section(engine, brief, lambda html: (ERROR,))
    assert made.html == long and made.faults == (ERROR,) and made.repairs == 0


def test_a_wish_that_is_too_long_is_said(brief):
    engine = FakeEngine([fenced(GOOD)], facts=ModelFacts("tiny", 100, has_chat=True, has_grammar=False))
    with pytest.raises(EngineError) as refused:
        make_section(engine, brief, lambda html: ())
    assert refused.value.key == "engine_context"
