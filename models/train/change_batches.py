"""Marked requests to change an app, each beside an outline of one → padded batches.

A row is `[CLS] request [SEP] outline [SEP]`; only the request's tokens have labels. The author of some
requests saw the app; for the others an app of a like topic is taken, and what the request speaks of is put
into it. A batch is a function of (seed, step).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from desktop.blueprint import parse
from desktop.spindle.editing.names import outline
from desktop.spindle.outline import Named, fitting
from desktop.spindle.tags import ASK_LABELS, LABELS, TYPE_NAMES, TYPED_TAGS
from desktop.spindle.wordpiece import CLS, SEP, WordPiece
from models.data.apps import whole_apps
from models.data.domains import authored_edits, is_held_out
from models.data.manners import POINTING, OtherWords, joined, spoken
from models.data.marks import Marked
from models.train.reader_batches import IGNORED, label, tokens_of, training_domains

LONGEST = 220
"""Tokens kept of a request in training."""
ROWS = 24
CHUNKS = 4
"""So many batches are drawn at once and shared out by length, so that little is padded."""
SWAPPED_SHARE = 0.4
"""How many of the requests speak of other nouns than their author did, and their outlines too."""
JOINED_SHARE, MOST_JOINED = 0.25, 130
"""How many of the short requests (so many letters) get another one for the same app behind them."""
BARE_SHARE = 0.08
"""How many come without an outline."""
LEAST_ROOM, MOST_ROOM = 24, 110
"""Tokens for the outline; the reader itself gives it a little more."""
SPOKEN_OF = 0.8
"""How often a thing that a request speaks of is in an outline that was made up for it."""
HIDDEN_SHARE, HIDDEN_RATE = 0.3, 0.06
"""How many requests have some of their words hidden, and how many of the words."""
MASK = 103
Outline = tuple[Named, ...]
_PLACES = ("entity", "page", "section")
_PARTS = ("field", "field", "option", "section", "page")
"""What something may be that a request speaks of, where nobody saw the app."""


@dataclass(frozen=True)
class ChangeBatch:
    """One training step's input.

    Attributes:
        ids: (rows, length) token ids.
        lengths: (rows,) real lengths.
        labels: (rows, length) label ids, `IGNORED` but for the request's tokens.
        asks: (rows, length) ask label ids, likewise.
        fields: (spans, 3) row, first token, token behind the last.
        types: (spans,) type ids.
    """

    ids: Tensor
    lengths: Tensor
    labels: Tensor
    asks: Tensor
    fields: Tensor
    types: Tensor


@dataclass(frozen=True)
class _Row:
    ids: list[int]
    labels: list[int]
    asks: list[int]
    fields: list[tuple[int, int, int]]


class Outlines:
    """Which outline stands beside a request."""

    def __init__(self) -> None:
        apps = [(app.topic, parse(app.blueprint).app) for app in whole_apps()]
        self._by_topic = {topic: outline(app) for topic, app in apps if app is not None}
        self._words = [
            (frozenset(topic.lower().split()), topic) for topic in self._by_topic if not is_held_out(topic)
        ]

    def of(self, request: Marked, pick: random.Random) -> Outline:
        """The outline of the app that its author saw, else one made up for it."""
        return self._by_topic[request.app] if request.app else self._made_up(request, pick)

    def _made_up(self, request: Marked, pick: random.Random) -> Outline:
        about = set(request.domain.lower().split())
        near = [topic for words, topic in self._words if words & about]
        topic = pick.choice(near) if near and pick.random() < 0.7 else pick.choice(self._words)[1]
        names = [one for one in self._by_topic[topic] if one.kind != "option" or pick.random() < 0.7]
        for span in request.spans:
            words = request.words(span).strip()
            low = words.lower()
            if span.tag not in ("old", "at", "by", "pos") or POINTING & set(low.split()):
                continue
            if pick.random() < SPOKEN_OF and low not in (one.name.lower() for one in names):
                kind = pick.choice(_PLACES if span.tag == "at" else _PARTS)
                words = " ".join(words.split()[:4])
                spelt = words.capitalize() if kind != "field" or pick.random() < 0.2 else words
                names.insert(pick.randint(1, len(names)), Named(kind, spelt))
        return tuple(names)


class ChangeBatches:
    """Draws batches.

    Args:
        wordpiece: The encoder's tokenizer.
        seed: Of everything drawn.
    """

    def __init__(self, wordpiece: WordPiece, seed: int) -> None:
        self.wordpiece = wordpiece
        self.seed = seed
        self.edits = tuple(edit for edit in authored_edits() if not is_held_out(edit.domain))
        self.other_words = OtherWords(training_domains())
        self._short: dict[tuple[str, str], list[Marked]] = {}
        for edit in self.edits:
            if len(edit.text) <= MOST_JOINED:
                self._short.setdefault((edit.app, edit.domain), []).append(edit)
        self.outlines = Outlines()

    def batch(self, step: int) -> ChangeBatch:
        """The batch of one step."""
        group, place = divmod(step, CHUNKS)
        pick = random.Random(f"{self.seed}/{group}")
        rows = [self._row(pick.choice(self.edits), pick) for _ in range(ROWS * CHUNKS)]
        rows.sort(key=lambda row: len(row.ids))
        place = pick.sample(range(CHUNKS), CHUNKS)[place]
        return _padded(rows[place * ROWS : (place + 1) * ROWS])

    def _row(self, edit: Marked, pick: random.Random) -> _Row:
        if len(edit.text) <= MOST_JOINED and pick.random() < JOINED_SHARE:
            edit = joined(edit, pick.choice(self._short[edit.app, edit.domain]), pick)
        names = self.outlines.of(edit, pick)
        if pick.random() < SWAPPED_SHARE:
            edit, names = self._swapped(edit, names, pick)
        edit = spoken(edit, pick)
        room = 0 if pick.random() < BARE_SHARE else pick.randint(LEAST_ROOM, MOST_ROOM)
        row = _row(self.wordpiece, edit, names, room)
        if pick.random() < HIDDEN_SHARE:
            behind = row.ids.index(SEP)
            hides = (0 < at < behind and pick.random() < HIDDEN_RATE for at in range(len(row.ids)))
            hidden = [MASK if hide else id for id, hide in zip(row.ids, hides, strict=True)]
            row = replace(row, ids=hidden)
        return row

    def _swapped(self, edit: Marked, names: Outline, pick: random.Random) -> tuple[Marked, Outline]:
        """Both with other nouns; what the request calls otherwise than the app does stays."""
        there = {one.name.lower() for one in names}
        kept = frozenset(
            edit.words(span).lower() for span in edit.spans if span.tag in ("old", "by", "at", "pos")
        )
        other = self.other_words.swapped(edit, pick, kept - there)
        new = {
            edit.words(before).lower(): other.words(after)
            for before, after in zip(edit.spans, other.spans, strict=True)
        }
        return other, tuple(replace(one, name=new.get(one.name.lower(), one.name)) for one in names)


def _row(wordpiece: WordPiece, edit: Marked, names: Outline, room: int) -> _Row:
    pieces = wordpiece.pieces(edit.text)
    offsets = pieces.offsets[: LONGEST - 2]
    shown = fitting(names, edit.text, room, lambda text: len(wordpiece.pieces(text).ids)) if room else ""
    behind = (*wordpiece.pieces(shown).ids, SEP) if shown else ()
    ids = [CLS, *pieces.ids[: LONGEST - 2], SEP, *behind]
    own = len(offsets) + 2
    labels = [0] * own + [IGNORED] * len(behind)
    asks = list(labels)
    fields = []
    for span in edit.spans:
        inside = tokens_of(span, offsets)
        label(labels, inside, LABELS, span.tag)
        if inside and span.tag in TYPED_TAGS:
            fields.append((inside[0], inside[-1] + 1, TYPE_NAMES.index(span.type)))
    for ask in edit.asks:
        label(asks, tokens_of(ask, offsets), ASK_LABELS, ask.operation)
    return _Row(ids, labels, asks, fields)


def held_out_batches(wordpiece: WordPiece, room: int = MOST_ROOM) -> list[ChangeBatch]:
    """What nobody was trained on, as it was written, each beside its outline."""
    outlines, pick = Outlines(), random.Random(0)
    edits = [edit for edit in authored_edits() if is_held_out(edit.domain)]
    rows = [_row(wordpiece, edit, outlines.of(edit, pick), room) for edit in edits]
    rows.sort(key=lambda row: len(row.ids))
    return [_padded(rows[first : first + ROWS]) for first in range(0, len(rows), ROWS)]


def _padded(rows: Sequence[_Row]) -> ChangeBatch:
    length = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    labels = torch.full((len(rows), length), IGNORED)
    asks = torch.full((len(rows), length), IGNORED)
    fields, types = [], []
    for place, row in enumerate(rows):
        ids[place, : len(row.ids)] = torch.tensor(row.ids)
        labels[place, : len(row.labels)] = torch.tensor(row.labels)
        asks[place, : len(row.asks)] = torch.tensor(row.asks)
        for first, behind, type_ in row.fields:
            fields.append((place, first, behind))
            types.append(type_)
    return ChangeBatch(
        ids,
        torch.tensor([len(row.ids) for row in rows]),
        labels,
        asks,
        torch.tensor(fields, dtype=torch.long).reshape(-1, 3),
        torch.tensor(types, dtype=torch.long),
    )
