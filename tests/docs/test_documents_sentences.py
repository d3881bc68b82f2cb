"""The sentences that documents tell people to type: each gives an app with all that it names."""

from __future__ import annotations

import re

import pytest

from desktop.blueprint import print_app
from desktop.session import Session
from shipping.documents import ROOT, read_document

TEACHERS = read_document(ROOT / "docs" / "teachers.md").text
GUIDE = read_document(ROOT / "docs" / "guide.md").text
LIST = TEACHERS[TEACHERS.index("### Sentences that work") : TEACHERS.index("### Questions worth asking")]
CALLED_OUT = re.findall(r"calls out: “([^”]+)”", TEACHERS)
SENTENCES = (
    *re.findall(r"^- (.+)$", LIST, re.MULTILINE),
    *re.findall(r"^> (.+)$", GUIDE, re.MULTILINE),
    *(" ".join(words.split()) for words in CALLED_OUT),
    *(" ".join(words.split()) for words in re.findall(r"“(Members [^”]+)”", GUIDE)),
)
CHANGES = tuple(re.findall(r"“((?:add|sort|make) [^”]+)”", TEACHERS))


@pytest.fixture(scope="module")
def session():
    """The real model."""
    with Session.open() as opened:
        yield opened


def named_in(sentence):
    """The last word of each thing that a sentence enumerates, which no wording of a field leaves out."""
    _, found, things = sentence.partition(" with ")
    return [thing.split()[-1] for thing in re.split(r", | and ", things)] if found else []


def test_there_are_sentences():
    """Else the tests below would say nothing."""
    assert len(SENTENCES) >= 10 and CALLED_OUT and len(CHANGES) >= 3
    assert named_in("Books with title, pages read and a rating") == ["title", "read", "rating"]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_gives_what_it_names(session, sentence):
    """Nothing that was named is lost, and nothing was guessed."""
    built = session.build(sentence)
    text = print_app(built.app).lower()
    assert [word for word in named_in(sentence) if word.lower() not in text] == []
    assert built.notes == ()


def test_the_changes_of_the_lesson_are_understood(session, tmp_path):
    """One after the other, on the app that the class has called out."""
    project = session.save(session.build(" ".join(CALLED_OUT[0].split())), tmp_path / "app")
    for words in CHANGES:
        edited = session.edit(project, " ".join(words.split()))
        assert edited.script and not edited.notes, words
        project = session.save_edit(edited, project)
