"""Exported files say in llama.cpp what the networks say in PyTorch."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from model_fakes import ask_llama_cpp

from desktop.engine import Engine
from desktop.paths import models_folder
from desktop.spindle.confidence import FACTS, chance
from desktop.spindle.reader import Heads
from desktop.spindle.reader import Reader as SpindleReader
from desktop.spindle.tags import KINDS
from desktop.spindle.wordpiece import CLS, SEP, WordPiece
from models.data.compose import Composer
from models.train.decoder import SIZES, Decoder, DecoderShape
from models.train.encoder import EncoderShape, Reader
from models.train.export import export_reader, export_writer
from models.train.reader_batches import training_domains
from models.train.train_writer import SPECIALS, train_tokenizer
from models.train.writer_samples import WriterSamples

TINY = EncoderShape(width=64, layers=3, heads=4, inner=128)
QUANTISATIONS = (("F16", 0.999), ("Q8_0", 0.99))


def strong(network: torch.nn.Module, factor: float) -> torch.nn.Module:
    """The network with larger matrices: every part of it then has a say in what comes out."""
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.dim() > 1:
                parameter.mul_(factor)
            else:
                parameter.add_(torch.randn_like(parameter) * 0.05)
    return network.eval()


@pytest.fixture(scope="module")
def texts():
    """Requests of many lengths, and some odd ones."""
    composer = Composer(training_domains(), 11)
    return (*(composer.request().text for _ in range(12)), "x", "🌱 Größe naïve 日本語", "word " * 200)


@pytest.fixture(scope="module")
def reader():
    """A tiny reader of random numbers."""
    torch.manual_seed(1)
    return strong(Reader(TINY), 3.0)


@pytest.mark.parametrize(("quantisation", "least"), QUANTISATIONS)
def test_the_exported_encoder_gives_pytorchs_vectors(reader, texts, tmp_path, quantisation, least):
    """Token for token the vectors agree, to a cosine of 0.999 at F16."""
    wordpiece = models_folder() / "wordpiece.json"
    export_reader(reader, wordpiece, tmp_path / "reader.gguf", tmp_path / "heads.npz", quantisation)
    pieces = WordPiece(wordpiece)
    sequences = tuple((CLS, *pieces.pieces(text).ids[:300], SEP) for text in texts)
    with Engine(None, tmp_path / "reader.gguf", threads=1) as engine:
        found = engine.encode(sequences)
    for ids, vectors in zip(sequences, found, strict=True):
        with torch.no_grad():
            expected = reader.encoder(torch.tensor([ids]), torch.tensor([len(ids)]))[0].numpy()
        assert vectors.shape == expected.shape
        cosines = (
            (vectors * expected).sum(1) / np.linalg.norm(vectors, axis=1) / np.linalg.norm(expected, axis=1)
        )
        assert cosines.min() > least


def test_the_exported_heads_read_as_pytorchs_do(reader, texts, tmp_path):
    """Labels, kind and the memory's vector come out of the shipped files as they came out of the network."""
    wordpiece = models_folder() / "wordpiece.json"
    export_reader(reader, wordpiece, tmp_path / "reader.gguf", tmp_path / "heads.npz", "F16")
    heads = Heads(tmp_path / "heads.npz")
    for name, (weight, bias) in (
        ("label", heads.label),
        ("field_type", heads.type),
        ("kind", heads.kind),
        ("ask", heads.ask),
    ):
        head = getattr(reader, name)
        assert weight == pytest.approx(head.weight.detach().numpy(), abs=2e-3)
        assert bias == pytest.approx(head.bias.detach().numpy(), abs=2e-3)
    assert chance(np.ones(len(FACTS), np.float32), *heads.chance) == 0.5
    text = texts[0]
    ids = (CLS, *WordPiece(wordpiece).pieces(text).ids, SEP)
    with torch.no_grad():
        length = torch.tensor([len(ids)])
        mean = reader.mean(reader.encoder(torch.tensor([ids]), length), length)
        kinds = reader.kind(mean)[0].softmax(-1).numpy()
    with Engine(None, tmp_path / "reader.gguf", threads=1) as engine:
        reading = SpindleReader(engine, WordPiece(wordpiece), heads).read(text)
    assert reading.kind_confidence == pytest.approx(kinds[: KINDS.index("edit")].max(), abs=0.02)
    assert reading.vector @ torch.nn.functional.normalize(mean, dim=-1)[0].numpy() > 0.999


@pytest.fixture(scope="module")
def samples():
    """The writer's samples."""
    return WriterSamples(0)


@pytest.fixture(scope="module")
def tokenizer(samples, tmp_path_factory):
    """A small tokenizer of the writer's own."""
    return train_tokenizer(samples, 600, 3, tmp_path_factory.mktemp("tokenizer") / "t.json")


def writer(tokenizer, seed: int = 2) -> Decoder:
    """A tiny decoder of random numbers."""
    torch.manual_seed(seed)
    shape = DecoderShape(**{**SIZES["tiny"].__dict__, "width": 64, "vocabulary": tokenizer.get_vocab_size()})
    return strong(Decoder(shape), 6.0)


def greedy(logits_of, prompt: list[int], count: int) -> list[int]:
    """The likeliest next token, `count` times over."""
    ids = list(prompt)
    for _ in range(count):
        ids.append(int(logits_of(ids).argmax()))
    return ids


@pytest.mark.parametrize(("quantisation", "off"), [("F16", 0.02), ("Q8_0", 0.1)])
def test_the_exported_writer_gives_pytorchs_logits(samples, tokenizer, tmp_path, quantisation, off):
    """After every token of a greedy text the logits agree, and at F16 the greedy tokens are the same ones.

    The agreement over 60 and more positions is what shows that the positions are rotated the same way.
    """
    decoder = writer(tokenizer)
    export_writer(decoder, tokenizer, SPECIALS, tmp_path / "writer.gguf", quantisation)

    def logits_of(ids: list[int]) -> torch.Tensor:
        with torch.no_grad():
            return decoder(torch.tensor([ids]))[0, -1]

    prompts = [tokenizer.encode(prompt).ids[-40:] for prompt, _ in samples.pairs(0, 4)]
    sequences = tuple(tuple(greedy(logits_of, prompt, 40)) for prompt in prompts)
    _, found = ask_llama_cpp(tmp_path / "writer.gguf", (), sequences)
    for prompt, ids, logits in zip(prompts, sequences, found, strict=True):
        with torch.no_grad():
            expected = decoder(torch.tensor([ids]))[0].numpy()
        spread = expected.std()
        assert np.abs(logits - expected).max() < off * 8 * spread
        assert np.abs(logits - expected).mean() < off * spread
        if quantisation == "F16":
            assert logits[len(prompt) - 1 : -1].argmax(1).tolist() == list(ids[len(prompt) :])


def test_llama_cpp_cuts_every_sample_into_the_same_tokens(samples, tokenizer, tmp_path):
    """What the writer was trained on is what llama.cpp feeds it: prompts, completions and odd texts alike."""
    export_writer(writer(tokenizer), tokenizer, SPECIALS, tmp_path / "writer.gguf")
    texts = [text for pair in samples.pairs(7, 60) for text in (*pair, "".join(pair))]
    texts += [
        "",
        " ",
        "\n\n  \n",
        "don't we'll I'M",
        "日本語 🌱🌱 naïve  Größe",
        "a\tb\u00a0c\u200bd",
        "1234567 3.50€ 2026-03-01",
        "<|read|><|write|> <|x|>",
    ]
    found, _ = ask_llama_cpp(tmp_path / "writer.gguf", tuple(texts))
    for text, ids in zip(texts, found, strict=True):
        assert ids == tokenizer.encode(text).ids, text


def test_the_engine_ends_where_the_writer_ends(tokenizer, tmp_path):
    """The end sign of training is the end for the engine: a writer that only says it says nothing."""
    decoder = writer(tokenizer)
    end = tokenizer.token_to_id(SPECIALS[1])
    with torch.no_grad():
        for parameter in decoder.parameters():
            parameter.zero_()
        decoder.embedding.weight[:, 0] = 1.0
        decoder.embedding.weight[end, 0] = 3.0
        decoder.norm.weight.fill_(1.0)
    export_writer(decoder, tokenizer, SPECIALS, tmp_path / "writer.gguf", "F16")
    with Engine(tmp_path / "writer.gguf", None, threads=1) as engine:
        completion = engine.generate("<|read|>data\n<|write|>", max_tokens=20)
    assert (completion.text, completion.stopped) == ("", "end")
