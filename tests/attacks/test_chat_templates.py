"""Templates for conversations are strangers' programs: none gets out, gets far, or goes on."""

from __future__ import annotations

import sys
import time

import pytest
from hostile_templates import ENDLESS, HUGE, REACHING
from unit.engine.tiny_models import CHAT, END, ROLE, write_chain_model

from desktop.engine import Engine, Message
from desktop.engine.chat_template import ChatTemplate
from desktop.errors import ModelError

HELLO = (Message("user", "Hello " * 200),)


@pytest.mark.parametrize("name", REACHING)
def test_template_reaches_nothing(tmp_path, name):
    """Refused in a sentence, with nothing done; what was said is as it was."""
    place = tmp_path / "reached"
    with pytest.raises(ModelError, match=r"m\.gguf") as caught:
        ChatTemplate(REACHING[name].replace("PLACE", str(place)), "", "", "m.gguf").parts(HELLO)
    assert caught.value.key == "model_chat_template"
    assert not place.exists()


@pytest.mark.parametrize("name", REACHING)
def test_template_tells_nothing(tmp_path, name):
    """Nor does it learn anything that it could put beside what was said."""
    told = REACHING[name].replace("PLACE", str(tmp_path / "reached"))
    try:
        source = "{% for m in messages %}{{ m.content }}{% endfor %}|" + told
        parts = ChatTemplate(source, "", "", "m.gguf").parts(HELLO)
    except ModelError:
        return
    assert not any(
        word in part.text for part in parts for word in ("<class", "<module", "<function", "root:")
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to so much memory")
@pytest.mark.parametrize("name", HUGE)
def test_template_takes_no_more_than_it_may(name):
    """Refused, and soon."""
    started = time.monotonic()
    with pytest.raises(ModelError) as caught:
        ChatTemplate(HUGE[name], "", "", "m.gguf").parts(HELLO)
    assert caught.value.key == "model_chat_template"
    assert time.monotonic() - started < 20


TALK = {":": "a", "a": "b", "b": END, ROLE: END}
HURRIED = "from desktop.engine import worker; worker.TEMPLATE_LIMIT_S = 0.3; worker.main()"
"""The real child, but for its patience with templates."""


def engine_with(folder, template, **options):
    return Engine(write_chain_model(folder / "m.gguf", TALK, template=template), None, **options)


@pytest.mark.parametrize("name", ENDLESS)
def test_template_that_never_ends_is_stopped(tmp_path, name):
    """The child is ended, the sentence says why, and the model can still go on with a text."""
    with engine_with(tmp_path, ENDLESS[name], command=(sys.executable, "-c", HURRIED)) as engine:
        for ask in (engine.facts, lambda: engine.chat(HELLO)):
            with pytest.raises(ModelError, match=r"m\.gguf") as caught:
                ask()
            assert caught.value.key == "model_chat_endless"
        assert engine.generate("a").text == "b"


@pytest.mark.parametrize("template", [REACHING["popen"], HUGE["doubling"], HUGE["brackets in brackets"]])
def test_hostile_template_in_a_file(tmp_path, template):
    """The model is known to hold no conversations, says so, and writes all the same."""
    with engine_with(tmp_path, template.replace("PLACE", str(tmp_path / "reached"))) as engine:
        assert not engine.facts().has_chat
        with pytest.raises(ModelError) as caught:
            engine.chat(HELLO)
        assert caught.value.key == "model_chat_template"
        assert engine.generate("a").text == "b"
    assert not (tmp_path / "reached").exists()


def test_special_tokens_of_a_person_are_letters(tmp_path):
    """Whoever types the name of a role does not become that role."""
    with engine_with(tmp_path, CHAT) as engine:
        plain = engine.chat((Message("user", "x" * len(ROLE)),))
        typed = engine.chat((Message("user", ROLE),))
        assert plain.text == typed.text == "ab"
        assert typed.prompt_tokens == plain.prompt_tokens
        assert engine.generate(ROLE).prompt_tokens == 1
