"""Marked requests for new apps → padded batches for the reader. A batch is a function of (seed, step)."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from desktop.spindle.tags import KINDS, LABELS, TYPE_NAMES, TYPED_TAGS
from desktop.spindle.wordpiece import CLS, SEP, WordPiece
from models.data.apps import whole_apps
from models.data.compose import Composer
from models.data.domains import Domain, all_domains, authored_requests, is_held_out
from models.data.manners import spoken, with_jargon
from models.data.marks import Marked, MarkedAsk, MarkedSpan

LONGEST = 320
"""Tokens kept of a request in training; the reader itself reads longer ones in windows."""
IGNORED = -100
LENGTH_CLASSES: tuple[tuple[int, int, float], ...] = ((56, 32, 0.66), (120, 14, 0.26), (LONGEST, 6, 0.08))
"""(most tokens, requests in a batch, share of the batches): a batch holds requests of one class, so that
one long request does not make thirty short ones as dear as itself."""


WHOLE_SHARE = 3
"""A batch of short requests has one phrase of a whole app for so many requests."""
JARGON_SHARE = 0.12
"""How many of the requests for an app are dressed in the jargon of builders."""


@dataclass(frozen=True)
class Encoded:
    """One request as numbers.

    Attributes:
        ids: Token ids.
        labels: What each token is marked as, `IGNORED` where that is not to be learnt.
        fields: The marks with a type, as (first token, token behind the last, type).
    """

    ids: list[int]
    labels: list[int]
    fields: list[tuple[int, int, int]]


@dataclass(frozen=True)
class Batch:
    """One training step's input.

    Attributes:
        ids: (rows, length) token ids.
        lengths: (rows,) real lengths.
        labels: (rows, length) label ids, `IGNORED` where there is no token.
        fields: (spans, 3) row, first token, token behind the last.
        types: (spans,) type ids.
        kinds: (rows,) kind ids.
        pairs: (pairs, 2) row of a request, row of another phrase of the same domain.
    """

    ids: Tensor
    lengths: Tensor
    labels: Tensor
    fields: Tensor
    types: Tensor
    kinds: Tensor
    pairs: Tensor


def training_domains() -> tuple[Domain, ...]:
    """The domains that may be trained on."""
    return tuple(domain for domain in all_domains() if not is_held_out(domain["domain"]))


class ReaderBatches:
    """Draws batches of authored and invented requests.

    Args:
        wordpiece: The encoder's tokenizer.
        seed: Of everything drawn.
        authored_share: How many of them are written by hand, 0 to 1.
    """

    def __init__(self, wordpiece: WordPiece, seed: int, authored_share: float = 0.6) -> None:
        self.wordpiece = wordpiece
        self.seed = seed
        self.domains = training_domains()
        self.phrases = {
            d["domain"]: tuple(d["ways"]) + tuple(ask["p"] for ask in d["asks"]) for d in self.domains
        }
        self.whole = tuple(app for app in whole_apps() if not is_held_out(app.topic) and len(app.phrases) > 1)
        self.authored = tuple(r for r in authored_requests() if not is_held_out(r.domain))
        self.by_class = self._classed(self.authored)
        # A handful of authored requests would be learnt by heart if they filled every batch.
        self.authored_share = min(authored_share, len(self.authored) / 1500)

    def batch(self, step: int) -> Batch:
        """The batch of one step."""
        pick = random.Random(f"{self.seed}/{step}")
        composer = Composer(self.domains, pick.getrandbits(64))
        class_ = pick.choices(range(len(LENGTH_CLASSES)), [share for _, _, share in LENGTH_CLASSES])[0]
        rows = LENGTH_CLASSES[class_][1]
        requests = []
        while len(requests) < rows:
            if self.by_class[class_] and pick.random() < self.authored_share:
                asked = spoken(pick.choice(self.by_class[class_]), pick)
                requests.append(self._dressed(asked, pick))
            elif self._class(made := composer.request()) == min(class_, 1):
                requests.append(self._dressed(made, pick))  # invented ones are never of the longest class
        encoded = [self._encode(request) for request in requests]
        apps = pick.sample(self.whole, min(len(self.whole), rows // WHOLE_SHARE)) if class_ == 0 else []
        phrases = [pick.sample(app.phrases, 2) for app in apps]
        kinds = [KINDS.index(kind) for kind in (*(r.kind for r in requests), *(app.kind for app in apps))]
        encoded += [self._unmarked(asked, pick) for asked, _ in phrases]
        pairs = []
        for row, (_, other) in enumerate(phrases, start=len(requests)):
            pairs.append((row, len(encoded)))
            encoded.append(self._unmarked(other, pick))
        seen: set[str] = set()
        for row, request in enumerate(requests):
            phrases = self.phrases.get(request.domain, ())
            if phrases and request.domain not in seen and len(seen) < rows // 2:
                seen.add(request.domain)
                phrase = Marked(pick.choice(phrases)[:200], (), "none", "")
                pairs.append((row, len(encoded)))
                encoded.append(self._encode(phrase))
        return _padded(encoded, kinds, pairs)

    def _classed(self, requests: tuple[Marked, ...]) -> list[list[Marked]]:
        classes: list[list[Marked]] = [[] for _ in LENGTH_CLASSES]
        for request in requests:
            classes[self._class(request)].append(request)
        return classes

    def _dressed(self, request: Marked, pick: random.Random) -> Marked:
        return with_jargon(request, pick) if pick.random() < JARGON_SHARE else request

    def _unmarked(self, phrase: str, pick: random.Random) -> Encoded:
        """A phrase in which nobody has marked anything: its labels are not learnt from."""
        made = self._encode(spoken(self._dressed(Marked(phrase, (), "none", ""), pick), pick))
        return replace(made, labels=[IGNORED] * len(made.labels))

    def _class(self, request: Marked) -> int:
        tokens = len(self.wordpiece.pieces(request.text).ids) + 2
        return next(
            (place for place, (most, _, _) in enumerate(LENGTH_CLASSES) if tokens <= most),
            len(LENGTH_CLASSES) - 1,
        )

    def _encode(self, request: Marked) -> Encoded:
        pieces = self.wordpiece.pieces(request.text)
        offsets = pieces.offsets[: LONGEST - 2]
        ids = [CLS, *pieces.ids[: LONGEST - 2], SEP]
        labels = [0] * len(ids)
        fields = []
        for span in request.spans:
            inside = tokens_of(span, offsets)
            label(labels, inside, LABELS, span.tag)
            if inside and span.tag in TYPED_TAGS:
                fields.append((inside[0], inside[-1] + 1, TYPE_NAMES.index(span.type)))
        return Encoded(ids, labels, fields)


def tokens_of(span: MarkedSpan | MarkedAsk, offsets: tuple[tuple[int, int], ...]) -> list[int]:
    """The places of the tokens that touch a stretch of the text, counted with CLS in front."""
    return [place for place, (a, b) in enumerate(offsets, start=1) if a < span.end and b > span.start]


def label(row: list[int], tokens: list[int], labels: tuple[str, ...], tag: str) -> None:
    """Write the labels of one stretch into a row of label ids."""
    for position, token in enumerate(tokens):
        row[token] = labels.index(("I-" if position else "B-") + tag)


def _padded(
    encoded: list[Encoded],
    kinds: list[int],
    pairs: list[tuple[int, int]],
) -> Batch:
    length = max(len(row.ids) for row in encoded)
    ids = torch.zeros(len(encoded), length, dtype=torch.long)
    labels = torch.full((len(encoded), length), IGNORED)
    fields, types = [], []
    for row, one in enumerate(encoded):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        if row < len(kinds):
            labels[row, : len(one.labels)] = torch.tensor(one.labels)
            for first, behind, type_ in one.fields:
                fields.append((row, first, behind))
                types.append(type_)
    return Batch(
        ids,
        torch.tensor([len(one.ids) for one in encoded]),
        labels,
        torch.tensor(fields, dtype=torch.long).reshape(-1, 3),
        torch.tensor(types, dtype=torch.long),
        torch.tensor(kinds),
        torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
    )
