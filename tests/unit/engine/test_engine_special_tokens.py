"""A conversation becomes the tokens of the whole prompt at once, but for what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import END, ROLE, write_pieces

from desktop.engine.native import llama, start_native
from desktop.engine.prompt_parts import Part
from desktop.engine.special_tokens import SpecialTokens
from desktop.engine.vocabulary import Vocabulary


def vocabulary_of(path):
    """Only the vocabulary of a file."""
    start_native()
    params = llama.llama_model_default_params()
    params.vocab_only = True
    model = llama.llama_model_load_from_file(str(path).encode(), params)
    assert model
    return Vocabulary(model)


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    return vocabulary_of(write_pieces(tmp_path_factory.mktemp("pieces") / "pieces.gguf"))


@pytest.fixture(scope="module")
def swallowing(tmp_path_factory):
    """llama.cpp knows by this name that control tokens swallow the spaces after them."""
    return vocabulary_of(write_pieces(tmp_path_factory.mktemp("pieces") / "phi.gguf", "phi-3 mini"))


@pytest.fixture(scope="module")
def letters(models):
    return vocabulary_of(models / "talker.gguf")


def conversation(before, text, after):
    return (Part(before, True), Part(text, False), Part(after, True))


@given(text=st.text("abc d\n[/|", max_size=12), space=st.sampled_from(["", " ", "\n", " \n"]))
def test_harmless_texts_are_tokens_of_the_whole(pieces, swallowing, letters, text, space):
    """The same ids as llama.cpp gives the prompt in one piece, whatever swallows spaces, wherever they stand."""
    for vocabulary, before, after in (
        (pieces, f"[INST]{space}", f"{space}<|user|>a"),
        (swallowing, f"<|user|>{space}", f"{space}</s>{space}[INST]ab"),
        (letters, f"{ROLE}{space}", f"{space}{END}{space}{ROLE}"),
    ):
        whole = vocabulary.tokenize(before + text + after)
        assert SpecialTokens(vocabulary).tokenize(conversation(before, text, after)) == whole


@pytest.mark.parametrize("name", ["<|user|>", "[INST]", "</s>", "<s>"])
def test_names_of_special_tokens_are_letters(pieces, name):
    """Typed by a person, none of them is itself; written by the template, each is."""
    special = SpecialTokens(pieces)
    (id,) = pieces.tokenize(name)[1:]
    assert id in special.tokenize((Part(f"a{name}b", True),))
    assert id not in special.tokenize(conversation("a", f"a{name}b", "b"))[1:]


def test_a_name_in_two_halves_is_letters(pieces):
    """Half of it typed, half of it the template's: still nobody becomes that role."""
    special = SpecialTokens(pieces)
    (id,) = pieces.tokenize("<|user|>")[1:]
    assert id not in special.tokenize(conversation("<|us", "er|", ">"))


@pytest.mark.parametrize("before", ["", "<s>", "a"])
def test_one_beginning(pieces, before):
    """Whether the template writes the token of the beginning or not, it is there once."""
    special = SpecialTokens(pieces)
    assert (special.begin, special.end) == ("<s>", "</s>")
    assert special.tokenize(conversation(before, "ab", "")).count(1) == 1


def test_no_beginning_where_the_model_wants_none(letters):
    """Nothing is put there."""
    ids = SpecialTokens(letters).tokenize(conversation(ROLE, "ab", END))
    assert ids == letters.tokenize(f"{ROLE}ab{END}")
