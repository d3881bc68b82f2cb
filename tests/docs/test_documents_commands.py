"""Every command in every document is run, or held against what the program knows."""

from __future__ import annotations

import re
import shlex
import sys

import pytest
from document_reader import Reader

import run
from desktop.blueprint import read
from desktop.cli.arguments import read_arguments
from shipping.__main__ import WHAT
from shipping.documents import MARKS, ROOT, Fence, documents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the documents' commands are typed into sh")
DOCUMENTS = documents()
WITH_COMMANDS = [one for one in DOCUMENTS if one.scripts("", "window", "network")]
APART = [(one, fence) for one in DOCUMENTS for fence in one.scripts("namespaces")]
COMMAND_LINES = [
    (one, line)
    for one in DOCUMENTS
    for fence in one.scripts("checkout")
    for line in fence.text.splitlines()
    if "run.py" in line
]


def named(one):
    """A document's name, for a test's id."""
    return getattr(getattr(one, "path", None), "name", None)


@pytest.fixture
def reader(tmp_path):
    """Somebody with an empty home."""
    return Reader(tmp_path)


def test_there_are_commands():
    """Else the tests below would say nothing."""
    names = {one.path.name for one in WITH_COMMANDS}
    assert {"README.md", "guide.md", "teachers.md", "administrators.md", "privacy.md"} <= names
    assert APART and COMMAND_LINES


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_fence_says_how_it_is_tried(document):
    """A fence with commands of ours that nobody tries would go stale unseen."""
    for fence in document.fences():
        if fence.language == "sh":
            assert fence.mark in MARKS, f"line {fence.line}"
        else:
            commands = re.search(r"^(homespun|python run\.py)\b", fence.text, re.MULTILINE)
            assert not commands, f"line {fence.line} has commands, and is not marked sh"


@pytest.mark.parametrize("document", WITH_COMMANDS, ids=named)
def test_a_reader_can_type_it(document, reader):
    """One after the other, as somebody would who reads on; what is printed is what the document says."""
    for fence in document.scripts("", "window", "network"):
        where = f"{document.path.name}, line {fence.line}"
        if fence.mark == "window":
            reader.open_window(fence.text)
            continue
        for command in fence.text.splitlines() if fence.mark == "network" else (fence.text,):
            done = reader.type(command)
            if fence.mark == "network":
                assert done.returncode in (1, 3), f"{where}: {command}: {done.stdout}"
                assert "Traceback" not in done.stdout, where
            else:
                assert done.returncode == 0, f"{where}: {done.stdout}"
            assert fence.missing_in(done.stdout) == (), f"{where}: {done.stdout}"


@pytest.mark.namespaces
@pytest.mark.parametrize(("document", "fence"), APART, ids=named)
def test_it_works_in_a_small_world(document, fence, reader):
    """What a document says of a computer without a network holds in one that has none."""
    done = reader.type(fence.text)
    assert done.returncode == 0, done.stdout
    assert fence.missing_in(done.stdout) == (), done.stdout


@pytest.mark.parametrize(("document", "line"), COMMAND_LINES, ids=named)
def test_the_launcher_knows_it(document, line):
    """What takes too long to be run is a command that `run.py` names, with files that are there."""
    words = shlex.split(line, comments=True)
    words = words[words.index("run.py") + 1 :]
    assert not words or f"python run.py {words[0]}" in (run.__doc__ or ""), line
    if words[:1] == ["ship"]:
        assert words[1] in WHAT, line
    for word in words[1:]:
        assert not word.startswith("tests/") or (ROOT / word).exists(), line


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_commands_in_sentences_are_commands(document):
    """They are understood as they stand; capital letters stand for what a reader puts there."""
    for command in document.commands_in_sentences():
        words = shlex.split(command.removeprefix("python run.py").removeprefix("homespun"))
        if command.startswith("python") and words and f"python run.py {words[0]}" in (run.__doc__ or ""):
            assert words[0] != "ship" or len(words) == 1 or words[1] in WHAT, command
        elif words[-1:] in (["--help"], ["--version"]):
            with pytest.raises(SystemExit) as ended:
                read_arguments(words)
            assert ended.value.code == 0, command
        else:
            read_arguments(words)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_blueprints_are_blueprints(document):
    """What is shown of the language can be typed into the program as it stands."""
    for fence in document.fences():
        if fence.language == "blueprint":
            assert read(fence.text).diagnostics == (), f"line {fence.line}"


def test_an_answer_that_was_not_given_is_missed():
    """The comparison itself can fail."""
    fence = Fence(1, "sh", "", "", ("it is … here", "nowhere"))
    assert fence.missing_in("so\n  it is all here\n") == ("nowhere",)
