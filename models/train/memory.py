"""Builds the shipped library: every domain, and each authored request that says enough to be an app.

The vectors come from the exported encoder through the program's own engine, so that at run time like is
compared with like.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop.blueprint import parse, print_app, read
from desktop.engine import Engine
from desktop.spindle.assembler import assemble
from desktop.spindle.keeping import core
from desktop.spindle.memory import SCALE
from desktop.spindle.reader import Heads, Reader
from desktop.spindle.wordpiece import WordPiece
from models.data.apps import whole_apps
from models.data.domains import authored_requests, record_domains
from models.data.library import Entry, library_entry, whole_entry
from models.data.marks import Marked
from models.train.writer_samples import FieldIndex, reading_of

TELLING_FIELDS = 3
"""Fields that an authored request must name to be remembered as an app."""
BATCH = 32


def entries(most: int | None = None) -> tuple[Entry, ...]:
    """All that is remembered: the domains first, then authored requests of other topics.

    Args:
        most: No more than this many domains, and no other topics.
    """
    found = {domain["domain"]: library_entry(domain) for domain in record_domains()[:most]}
    for app in whole_apps()[:most]:
        # What was written whole is richer than what was put together; it is asked for in the words of both.
        whole = whole_entry(app)
        before = found[app.topic].phrases if app.topic in found else ()
        found[app.topic] = replace(whole, phrases=tuple(dict.fromkeys((*whole.phrases, *before))))
    domains = tuple(found.values())
    if most is not None:
        return domains
    known = {entry.domain for entry in domains}
    apps = tuple(app for entry in domains if (app := parse(entry.blueprint).app) is not None)
    index = FieldIndex(apps)
    learnt: dict[str, Entry] = {}
    for request in authored_requests():
        if request.domain not in known and request.domain not in learnt:
            entry = _entry_of(request, index)
            if entry is not None:
                learnt[request.domain] = entry
    return (*domains, *learnt.values())


def _entry_of(request: Marked, index: FieldIndex) -> Entry | None:
    fields = sum(span.tag == "f" for span in request.spans)
    named = any(span.tag == "entity" for span in request.spans)
    if fields < TELLING_FIELDS or not named or request.kind != "data":
        return None
    app = core(assemble(reading_of(request), (), index).app)
    text = print_app(app)
    if not read(text).ok:
        return None
    # A name such as "colours 7" only numbers what an author wrote; it says nothing of the topic.
    topics = () if request.domain[-1:].isdigit() else (request.domain, f"{request.domain} app")
    phrases = (*topics, app.name.lower(), request.text[:240])
    return Entry(request.domain, request.kind, text, tuple(dict.fromkeys(phrases)))


def write_library(
    reader_path: Path,
    heads_path: Path,
    wordpiece_path: Path,
    library: Path,
    vectors: Path,
    most: int | None = None,
) -> int:
    """Write the two files of the library.

    Args:
        reader_path: The exported encoder.
        heads_path: Its heads.
        wordpiece_path: Its tokenizer.
        library: Where the blueprints and phrases go.
        vectors: Where the phrases' vectors go.
        most: See `entries`; for a toy run.

    Returns:
        How many blueprints it holds.
    """
    found = entries(most)
    phrases = [(phrase, index) for index, entry in enumerate(found) for phrase in entry.phrases]
    with Engine(None, reader_path) as engine:
        reader = Reader(engine, WordPiece(wordpiece_path), Heads(heads_path))
        rows = [
            reader.vectors(tuple(text for text, _ in phrases[at : at + BATCH]))
            for at in range(0, len(phrases), BATCH)
        ]
    apps = [
        {"domain": entry.domain, "kind": entry.kind, "whole": entry.whole, "blueprint": entry.blueprint}
        for entry in found
    ]
    text = json.dumps({"apps": apps, "phrases": phrases}, ensure_ascii=False, separators=(",", ":"))
    # Without the time in it, the same library is the same file.
    library.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    np.savez_compressed(vectors, vectors=np.round(np.concatenate(rows) * SCALE).astype(np.int8))
    return len(found)
