"""The catalogue that ships is sound, and a damaged one is a sentence and never another download."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis.strategies import text

from desktop.engine.model_file import BLOCK_TOKENS, read_header
from desktop.errors import HubError
from desktop.hub import TASKS, entry_named, read_catalogue
from desktop.hub.names import is_model_file, is_repository, quantisation_of, shown_name, sound_id
from desktop.paths import catalogue_file

GOOD = """
[[model]]
id = "tiny"
name = "Tiny"
parameters = 0.5
licence = "MIT"
repository = "a/b"
file = "tiny-q8_0.gguf"
quantisation = "Q8_0"
size_bytes = 500_000_000
memory_per_token = 1024
heads = 2
context = 4096
architecture = "llama"
scores = { create = 0.5 }
source = "estimate"
"""


def write(tmp_path, text):
    file = tmp_path / "catalogue.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_one_that_ships_is_sound():
    """From half a billion weights to 32, smallest first, all free to use, each with a score for every task."""
    entries = read_catalogue()
    sizes = [entry.parameters for entry in entries]
    assert sizes == sorted(sizes)
    assert sizes[0] < 0.6e9
    assert 30e9 < sizes[-1] < 33e9
    for entry in entries:
        assert entry.licence in ("Apache-2.0", "MIT")
        assert {task for task, _ in entry.scores} == set(TASKS)
        assert 0.4 < entry.size_bytes / entry.parameters < 1.5, "a byte for one or two weights"
        assert quantisation_of(entry.file) == entry.quantisation
        assert entry_named(entry.id) == entry


def test_no_score_passes_for_a_measurement():
    """Nobody has measured these models here; the day somebody does, this test names them."""
    assert {entry.id for entry in read_catalogue() if entry.source == "measured"} == set()


def test_memory_is_told_for_the_usual_context(tmp_path):
    """The file, and the context that is asked for; never more than the model can have."""
    entry = entry_named("tiny", write(tmp_path, GOOD))
    assert entry is not None
    assert entry.needed_bytes() == entry.needed_bytes(4096)
    assert entry.needed_bytes(4096) - entry.needed_bytes(1024) == 3072 * (1024 + 2 * BLOCK_TOKENS * 4)
    assert (entry.score("create"), entry.score("edit")) == (0.5, None)
    assert entry_named("other", write(tmp_path, GOOD)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"tiny"', '"Tiny One"'),
        ('"a/b"', '"../b"'),
        ('"a/b"', '"https://elsewhere/b"'),
        ('"tiny-q8_0.gguf"', '"../tiny.gguf"'),
        ('"tiny-q8_0.gguf"', '"tiny.exe"'),
        ("0.5\nlicence", "-1\nlicence"),
        ("0.5\nlicence", "0.5\nactive = 0.6\nlicence"),
        ("500_000_000", "0"),
        ("create = 0.5", "create = 1.5"),
        ("create = 0.5", "cook = 0.5"),
        ('"estimate"', '"hearsay"'),
        ('"estimate"', '"estimate"\nsha256 = "ABC"'),
        ("[[model]]", "[model]"),
        ('name = "Tiny"', ""),
        (GOOD, GOOD + GOOD),
        (GOOD, ""),
        (GOOD, "= ="),
    ],
    ids=range(17),
)
def test_what_makes_no_sense_is_refused(tmp_path, before, after):
    with pytest.raises(HubError) as refused:
        read_catalogue(write(tmp_path, GOOD.replace(before, after, 1)))
    assert refused.value.key == "hub_catalogue"


def test_it_ships_in_the_bundle():
    """Where the program looks for it is where the bundle puts it."""
    root = Path(__file__).resolve().parents[3]
    assert catalogue_file() == root / "models" / "catalogue.toml"
    assert '("models/catalogue.toml", "models")' in (root / "build_spec.spec").read_text(encoding="utf-8")


def test_a_missing_catalogue(tmp_path):
    with pytest.raises(HubError) as refused:
        read_catalogue(tmp_path / "none.toml")
    assert refused.value.key == "hub_catalogue"


@pytest.mark.parametrize("name", ["a.gguf", "A-1.5B_q4.K+x.GGUF"])
def test_names_that_files_may_have(name):
    assert is_model_file(name)


@pytest.mark.parametrize(
    "name",
    ["", ".gguf", ".a.gguf", "a/b.gguf", "a\\b.gguf", "c:a.gguf", "a.bin", "a\0.gguf", "NUL.gguf", "com1.x.gguf", "é.gguf", "a" * 200 + ".gguf", "a.gguf\n"],
)  # fmt: skip
def test_names_that_files_may_not_have(name):
    assert not is_model_file(name)


@given(text(max_size=60))
def test_no_name_leads_out_of_a_folder(name):
    """Whatever is called a model file is one file right in the folder, on every system."""
    for each in (name, f"{name}.gguf"):
        if is_model_file(each):
            assert PureWindowsPath(each).name == PurePosixPath(each).name == each
            assert each.isascii()
            assert each.isprintable()
            assert not each.startswith(".")


@given(text(max_size=120))
def test_ids_stay_as_they_are(name):
    """An id can be typed, kept and read again."""
    id = sound_id(name)
    assert sound_id(id) == id
    assert 0 < len(id) <= 80
    assert id.isascii()
    assert not set(id) & set(" /\\\"'")


def test_repositories_are_owner_and_name():
    assert is_repository("Qwen/Qwen2.5-Coder-7B-Instruct-GGUF")
    for name in ("", "a", "a/b/c", "../b", "a/..", "a/b?x", "a/b#x", "a b/c", "a/b\n", ".a/b"):
        assert not is_repository(name)


@pytest.mark.parametrize(
    ("name", "packed"),
    [("x-Q4_K_M.gguf", "Q4_K_M"), ("x.iq3_xs.gguf", "IQ3_XS"), ("x-f16.gguf", "F16"), ("x-q8_0.gguf", "Q8_0"), ("qwen.gguf", "")],
)  # fmt: skip
def test_how_weights_are_packed_stands_in_the_name(name, packed):
    assert quantisation_of(name) == packed


def test_ids_and_shown_texts_are_plain():
    assert sound_id("My Model (v2)_Q4.K") == "my-model-v2-_q4.k"
    assert sound_id("模型") == "model"
    assert shown_name("a\x1b[2Jb\n") == "a�[2Jb�"
    assert shown_name("x" * 500) == "x" * 199 + "…"


def test_memory_is_counted_as_the_header_counts_it(tmp_path):
    """The same numbers say the same, before a model is fetched and after."""
    from dataclasses import replace

    from gguf_bytes import model_bytes

    file = tmp_path / "m.gguf"
    file.write_bytes(model_bytes())
    header = read_header(file)
    entry = entry_named("tiny", write(tmp_path, GOOD))
    assert entry is not None
    same = replace(
        entry,
        size_bytes=header.file_bytes,
        memory_bytes_per_token=header.memory_bytes_per_token,
        attention_heads=4,
        context_tokens=4096,
    )
    assert same.needed_bytes(2048) == header.needed_bytes(2048)
