"""Which tokens may follow is the same, whether they are looked at one by one or all together."""

from __future__ import annotations

import codecs

import numpy
import pytest

from desktop.engine.vocabulary import Characters, Vocabulary

SEED = "🌱".encode()


class Pieces(Vocabulary):
    """A vocabulary without a model behind it: all bytes, a few words and parts of characters, an end."""

    def __init__(self):
        self.words = [
            *(bytes([byte]) for byte in range(256)),
            *(b"word%d" % number for number in range(60)),
            SEED,
            SEED[:2],
            SEED[2:],
            SEED[3:] + b"a",
            "é".encode() + SEED[:1],
            b"\xc0\x80",
            b"",
            b"",
        ]
        self.size = len(self.words)
        self.ends = frozenset({self.size - 1})
        self._texts = [None] * self.size
        self._split = set()

    def piece(self, id):
        return self.words[id]


@pytest.mark.parametrize("before", [b"", b"a", SEED[:1], SEED[:2], SEED[:3], SEED, "é".encode()[:1]])
def test_all_together_is_one_by_one(before):
    """After whole characters and in the middle of one."""
    vocabulary = Pieces()
    characters = Characters(vocabulary)
    for byte in before:
        characters.add(byte)
    ids = numpy.arange(vocabulary.size, dtype=numpy.int32)[::-1].copy()
    together = characters.fitting(ids).tolist()
    assert together == [id for id in ids.tolist() if characters.fits(id)]
    assert together == characters.fitting(ids[:40]).tolist() + [
        id for part in range(40, len(ids), 40) for id in characters.fitting(ids[part : part + 40]).tolist()
    ]
    for id in together:
        codecs.getincrementaldecoder("utf-8")("strict").decode(before + vocabulary.piece(id))


def test_nothing_left_to_look_at():
    """No id fits among none."""
    assert Characters(Pieces()).fitting(numpy.zeros(0, numpy.int32)).tolist() == []
