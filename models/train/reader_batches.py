"""Marked requests → padded batches for the reader. A batch is a function of (seed, step)."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from desktop.spindle.tags import KINDS, LABELS, TYPE_NAMES
from desktop.spindle.wordpiece import CLS, SEP, WordPiece
from models.data.apps import whole_apps
from models.data.compose import Composer
from models.data.domains import Domain, all_domains, authored_requests, is_held_out
from models.data.marks import Marked

LONGEST = 320
"""Tokens kept of a request in training; the reader itself reads longer ones in windows."""
IGNORED = -100
LENGTH_CLASSES: tuple[tuple[int, int, float], ...] = ((56, 32, 0.66), (120, 14, 0.26), (LONGEST, 6, 0.08))
"""(most tokens, requests in a batch, share of the batches): a batch holds requests of one class, so that
one long request does not make thirty short ones as dear as itself."""


WHOLE_SHARE = 3
"""A batch of short requests has one phrase of a whole app for so many requests."""
Encoded = tuple[list[int], list[int], list[tuple[int, int, int]]]
"""Token ids, a label for each, and the fields as (first token, token behind the last, type)."""


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
        self.by_class: list[list[Marked]] = [[] for _ in LENGTH_CLASSES]
        for request in self.authored:
            self.by_class[self._class(request)].append(request)
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
                requests.append(self._spoken(pick.choice(self.by_class[class_]), pick))
            elif self._class(made := composer.request()) == min(class_, 1):
                requests.append(made)  # invented requests are never of the longest class
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

    def _unmarked(self, phrase: str, pick: random.Random) -> Encoded:
        """A phrase in which nobody has marked anything: its labels are not learnt from."""
        ids, labels, fields = self._encode(self._spoken(Marked(phrase, (), "none", ""), pick))
        return ids, [IGNORED] * len(labels), fields

    def _class(self, request: Marked) -> int:
        tokens = len(self.wordpiece.pieces(request.text).ids) + 2
        return next(
            (place for place, (most, _, _) in enumerate(LENGTH_CLASSES) if tokens <= most),
            len(LENGTH_CLASSES) - 1,
        )

    def _spoken(self, request: Marked, pick: random.Random) -> Marked:
        """An authored request, at times in lower case or with typos that keep its length."""
        how = pick.random()
        text = request.text
        if how < 0.2:
            lowered = text.lower()
            text = lowered if len(lowered) == len(text) else text
        elif how < 0.4:
            letters = list(text)
            for position in range(1, len(letters)):
                if letters[position].isalpha() and letters[position - 1].isalpha() and pick.random() < 0.015:
                    letters[position - 1], letters[position] = letters[position], letters[position - 1]
            text = "".join(letters)
        return Marked(text, request.spans, request.kind, request.domain)

    def _encode(self, request: Marked) -> Encoded:
        pieces = self.wordpiece.pieces(request.text)
        ids = [CLS, *pieces.ids[: LONGEST - 2], SEP]
        labels = [0] * len(ids)
        fields = []
        for span in request.spans:
            inside = [
                i + 1
                for i, (a, b) in enumerate(pieces.offsets[: LONGEST - 2])
                if a < span.end and b > span.start
            ]
            for position, token in enumerate(inside):
                labels[token] = LABELS.index(("I-" if position else "B-") + span.tag)
            if inside and span.tag == "f":
                fields.append((inside[0], inside[-1] + 1, TYPE_NAMES.index(span.type)))
        return ids, labels, fields


def _padded(
    encoded: list[Encoded],
    kinds: list[int],
    pairs: list[tuple[int, int]],
) -> Batch:
    length = max(len(ids) for ids, _, _ in encoded)
    ids = torch.zeros(len(encoded), length, dtype=torch.long)
    labels = torch.full((len(encoded), length), IGNORED)
    fields, types = [], []
    for row, (row_ids, row_labels, row_fields) in enumerate(encoded):
        ids[row, : len(row_ids)] = torch.tensor(row_ids)
        if row < len(kinds):
            labels[row, : len(row_labels)] = torch.tensor(row_labels)
            for first, behind, type_ in row_fields:
                fields.append((row, first, behind))
                types.append(type_)
    return Batch(
        ids,
        torch.tensor([len(row_ids) for row_ids, _, _ in encoded]),
        labels,
        torch.tensor(fields, dtype=torch.long).reshape(-1, 3),
        torch.tensor(types, dtype=torch.long),
        torch.tensor(kinds),
        torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
    )
