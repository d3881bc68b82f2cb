"""What a file on the hub takes is told before it is fetched, and no model needs more in the end than was told."""

from __future__ import annotations

import pytest
from gguf_bytes import model_bytes
from hub_server import FILE, REPOSITORY, FakeHub

from desktop.engine.model_file import read_header
from desktop.errors import HubError
from desktop.hub import Hub, HubFile, about, about_exactly, entry_named, estimating, file_named

pytestmark = pytest.mark.loopback
KIB = 1024


def file(repository: str, name: str, size: float) -> HubFile:
    return HubFile(repository, "c0ffee" * 6 + "c0ff", name, name, round(size), "ab" * 32, "mit")


@pytest.mark.parametrize(
    ("name", "size", "least", "most"),
    [
        ("m-q4_k_m.gguf", 4_683_000_000, 7e9, 8e9),
        ("m-f16.gguf", 16 * 10**9, 7.5e9, 8.5e9),
        ("m.gguf", 10**6, 1e6, 2e6),
    ],
)
def test_what_nobody_described_is_reckoned(name, size, least, most):
    """Weights from size and packing; memory not less than the file, and never a score that nobody gave."""
    entry = about(file("somebody/m", name, size))
    assert least < entry.parameters < most
    assert entry.active_parameters == entry.parameters
    assert entry.needed_bytes() > size
    assert entry.scores == ()


@pytest.mark.parametrize(
    ("billions", "layers", "key_heads", "width", "heads"),
    [
        (0.49, 24, 2, 64, 14),  # Qwen2.5 0.5B
        (0.60, 28, 8, 128, 16),  # Qwen3 0.6B
        (1.24, 16, 8, 64, 32),  # Llama 3.2 1B
        (1.35, 24, 16, 128, 16),  # DeepSeek Coder 1.3B: every head has keys of its own
        (1.71, 24, 32, 64, 32),  # SmolLM2 1.7B: the same
        (2.61, 26, 4, 256, 8),  # Gemma 2 2B
        (3.82, 32, 32, 96, 32),  # Phi 3.5 mini: the same
        (8.03, 32, 8, 128, 32),  # Llama 3.1 8B
        (9.24, 42, 8, 256, 16),  # Gemma 2 9B
        (14.7, 40, 10, 128, 40),  # Phi 4
        (32.8, 64, 8, 128, 64),  # Qwen3 32B
        (70.6, 80, 8, 128, 64),  # Llama 3.3 70B
    ],
)
def test_no_more_is_needed_than_was_told(billions, layers, key_heads, width, heads):
    """The makers' own shapes, each in a file without any hint: what its header will say is promised before."""
    told = about(file("somebody/m", "m-Q4_K_M.gguf", billions * 1e9 * 4.85 / 8))
    kept_bytes = layers * key_heads * 2 * width * 2
    scores_bytes = heads * 128 * 4
    assert told.needed_bytes() - told.size_bytes >= 8192 * (kept_bytes + scores_bytes) + 48 * KIB**2


@pytest.mark.parametrize(
    ("name", "size_gb", "share"),
    [
        ("Qwen3-30B-A3B-Instruct-2507-Q4_K_M.gguf", 18.6, 3 / 30.7),
        ("granite-3.1-3b-a800m-instruct-Q8_0.gguf", 3.5, 0.8 / 3.3),
        ("Mixtral-8x7B-Instruct-v0.1.Q4_K_M.gguf", 28.4, 0.28),
        ("Llama-3.1-8B-Q4_K_M.gguf", 4.9, 1),
        ("A-3B-model-Q4_K_M.gguf", 1.9, 1),
    ],
)
def test_a_mixture_of_experts_is_known_by_its_name(name, size_gb, share):
    """It takes the memory of all its weights, and the time of a few."""
    told = about(file("somebody/m", name, size_gb * 1e9))
    assert told.active_parameters / told.parameters == pytest.approx(share, rel=0.02)


def test_a_name_promises_no_more_than_there_is():
    """What a stranger writes into a name may be nonsense."""
    told = about(file("somebody/m", "m-A9999B-Q4_K_M.gguf", 1e9))
    assert told.active_parameters == told.parameters
    assert about(file("somebody/m", "m-A0B-Q4_K_M.gguf", 1e9)).active_parameters == 1


def test_another_packing_of_a_model_that_we_know_has_its_shape():
    """Whoever packed it; but not a model that is only called alike."""
    known = entry_named("qwen3-coder-30b-a3b")
    assert known is not None
    other = about(file("packer/Qwen3-Coder-30B-A3B-Instruct-GGUF", "coder-Q8_0.gguf", 32.5e9))
    assert (other.memory_bytes_per_token, other.active_parameters) == (
        known.memory_bytes_per_token,
        known.active_parameters,
    )
    assert (other.id, other.scores, other.size_bytes) == (
        "packer/Qwen3-Coder-30B-A3B-Instruct-GGUF/coder-Q8_0.gguf",
        (),
        32_500_000_000,
    )
    tiny = about(file("packer/Qwen3-Coder-30B-A3B-draft", "draft-Q8_0.gguf", 0.6e9))
    assert tiny.parameters < 10**9
    assert tiny.architecture == ""


def test_a_closer_look_says_what_the_header_says(hub: Hub, server: FakeHub, tmp_path, monkeypatch):
    """Before all of the file is fetched; however often the first look was too short."""
    monkeypatch.setattr(estimating, "FIRST_LOOK_BYTES", 16)
    data = model_bytes(weights=2**20)
    server.host(REPOSITORY, FILE, data)
    (tmp_path / FILE).write_bytes(data)
    header = read_header(tmp_path / FILE)
    told = about_exactly(hub, file_named(hub, REPOSITORY))
    assert told.needed_bytes() == header.needed_bytes() < about(file_named(hub, REPOSITORY)).needed_bytes()
    assert (told.parameters, told.architecture) == (header.parameters, "qwen2")


@pytest.mark.parametrize("data", [b"GGUF" + bytes(100), b"no model at all", b"x" * 3000])
def test_what_has_no_header_is_reckoned(hub: Hub, server: FakeHub, data, monkeypatch):
    """What came is no model; that is said when it is fetched."""
    monkeypatch.setattr(estimating, "FIRST_LOOK_BYTES", 16)
    monkeypatch.setattr(estimating, "LAST_LOOK_BYTES", 1024)
    server.host(REPOSITORY, FILE, data)
    found = file_named(hub, REPOSITORY)
    assert about_exactly(hub, found) == about(found)


def test_a_closer_look_takes_no_more_than_there_is(hub: Hub, server: FakeHub):
    """A hub that goes on and on is left."""
    server.host(REPOSITORY, FILE, b"GGUF" + bytes(100), endless=True)
    with pytest.raises(HubError) as refused:
        about_exactly(hub, file_named(hub, REPOSITORY))
    assert refused.value.key == "hub_strange"
