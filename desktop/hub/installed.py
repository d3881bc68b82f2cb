"""Which models are here: in the folder of our own, and in the places that the person named.

A place is a folder (a USB stick, a folder that a class shares) or a single file. Only headers are read, and
by the reader that trusts none of them; what cannot be run is listed with why. Nothing is changed anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from desktop import settings
from desktop.engine.model_file import ModelHeader, read_header
from desktop.errors import HubError, ModelError
from desktop.hub.catalogue import CatalogueEntry, read_catalogue
from desktop.hub.names import is_one_of_parts, sound_id
from desktop.messages import say
from desktop.paths import own_models_folder

MOST_MODELS = 200
MOST_LOOKED_AT = 5000
"""A place that is a whole disk is not read to its end."""
DEEPEST = 3
PART_ENDING = ".part"
READERS = (
    "bert",
    "modern-bert",
    "nomic-bert",
    "nomic-bert-moe",
    "neo-bert",
    "jina-bert-v2",
    "jina-bert-v3",
    "t5encoder",
    "clip",
)
"""Architectures that read and cannot write, as GGUF names them."""


@dataclass(frozen=True)
class InstalledModel:
    """A model that can be run here, as far as its header tells.

    Attributes:
        id: What it is called in commands and settings: the catalogue's id, or its file's name made plain.
        name: Its name for people.
        path: The file.
        header: What the file says of itself.
        entry: What the catalogue says of it; None if it does not know it.
        ours: Whether it lies in our own folder; elsewhere we take nothing away.
    """

    id: str
    name: str
    path: Path
    header: ModelHeader
    entry: CatalogueEntry | None
    ours: bool


@dataclass(frozen=True)
class BrokenModel:
    """A file that ends in .gguf and cannot be run; `why` is a sentence."""

    path: Path
    why: str
    ours: bool


@dataclass(frozen=True)
class Unfinished:
    """A download that was not finished; asking for the same file again goes on with it."""

    file: str
    path: Path
    size_bytes: int


@dataclass(frozen=True)
class Shelf:
    """Everything that was found.

    Attributes:
        models: Smallest first.
        broken: What cannot be run.
        unfinished: What has come in part.
        absent: Places that are not there at the moment: a stick that is not plugged in.
    """

    models: tuple[InstalledModel, ...]
    broken: tuple[BrokenModel, ...]
    unfinished: tuple[Unfinished, ...]
    absent: tuple[Path, ...]

    def named(self, id: str) -> InstalledModel | None:
        """Return the model of that id; None if there is none."""
        return next((model for model in self.models if model.id == id), None)


def look_around(
    folder: Path | None = None,
    places: tuple[Path, ...] | None = None,
    catalogue: tuple[CatalogueEntry, ...] | None = None,
) -> Shelf:
    """Return all models that are here.

    Args:
        folder: Our own folder; None for the usual one. It need not exist.
        places: Where else to look; None for the places in the settings.
        catalogue: What is known about models; None for the catalogue that ships.

    Raises:
        HubError: The catalogue that ships is damaged.
    """
    own = own_models_folder() if folder is None else folder
    entries = read_catalogue() if catalogue is None else catalogue
    elsewhere = model_places() if places is None else places
    found: dict[Path, bool] = {}
    for path in (*_files_in(own, deepest=0), *(file for place in elsewhere for file in _files_at(place))):
        found.setdefault(path, path.parent == own)
    models, broken = [], []
    for path, ours in list(found.items())[:MOST_MODELS]:
        try:
            models.append(model_at(path, entries, ours=ours))
        except (ModelError, HubError) as problem:
            broken.append(BrokenModel(path, str(problem), ours))
    return Shelf(
        models=_with_own_ids(sorted(models, key=lambda model: (model.header.parameters, str(model.path)))),
        broken=tuple(broken),
        unfinished=tuple(_unfinished(own)),
        absent=tuple(place for place in elsewhere if not place.exists()),
    )


def model_at(path: Path, catalogue: tuple[CatalogueEntry, ...], *, ours: bool) -> InstalledModel:
    """Return the model in a file.

    Raises:
        ModelError: It is none, or none that can be run.
        HubError: `hub_parts` if it is one file of several.
    """
    if is_one_of_parts(path.name):
        raise HubError("hub_parts", file=path.name)
    header = header_of(path)
    if header.architecture in READERS:
        raise ModelError("model_unsupported", file=path.name)
    entry = next(
        (
            entry
            for entry in catalogue
            if entry.file.lower() == path.name.lower() and entry.architecture == header.architecture
        ),
        None,
    )
    name = entry.name if entry else header.name or path.stem
    return InstalledModel(entry.id if entry else sound_id(path.stem), name, path, header, entry, ours)


def header_of(path: Path) -> ModelHeader:
    """Return a file's header, read once for each state of the file: a large vocabulary takes a moment.

    Raises:
        ModelError: As `read_header`.
    """
    try:
        state = path.stat()
    except OSError:
        return read_header(path)  # says what is wrong with it
    return _header(path, state.st_size, state.st_mtime_ns)


def model_places() -> tuple[Path, ...]:
    """Return the places that the person named."""
    return tuple(Path(place) for place in settings.load().model_places)


@lru_cache(maxsize=MOST_MODELS)
def _header(path: Path, size: int, mtime_ns: int) -> ModelHeader:
    return read_header(path)


def _with_own_ids(models: list[InstalledModel]) -> tuple[InstalledModel, ...]:
    """Two files may have one name; the second is then called `NAME-2`."""
    taken: set[str] = set()
    told = []
    for model in models:
        id, number = model.id, 2
        while id in taken:
            id, number = f"{model.id}-{number}", number + 1
        taken.add(id)
        told.append(model if id == model.id else replace(model, id=id))
    return tuple(told)


def _files_at(place: Path) -> tuple[Path, ...]:
    if place.suffix.lower() == ".gguf" and not place.is_dir():
        return (place,) if place.exists() else ()
    return _files_in(place, deepest=DEEPEST)


def _files_in(folder: Path, deepest: int) -> tuple[Path, ...]:
    """Every .gguf file in a folder and so many levels below; links to folders may lead in circles."""
    return tuple(sorted(_walk(folder, deepest)))


def _walk(folder: Path, deepest: int) -> Iterator[Path]:
    waiting, seen = [(folder, 0)], 0
    while waiting:
        here, depth = waiting.pop()
        with suppress(OSError), os.scandir(here) as entries:
            for entry in entries:
                seen += 1
                if seen > MOST_LOOKED_AT:
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if depth < deepest:
                        waiting.append((Path(entry.path), depth + 1))
                elif entry.name.lower().endswith(".gguf"):
                    yield Path(entry.path)


def _unfinished(folder: Path) -> Iterator[Unfinished]:
    """Downloads are kept as `.FILE.FINGERPRINT.part`."""
    with suppress(OSError):
        for path in sorted(folder.glob(f".*{PART_ENDING}")):
            file = path.name.removesuffix(PART_ENDING).rpartition(".")[0].removeprefix(".")
            if file.lower().endswith(".gguf"):
                yield Unfinished(file, path, path.stat().st_size)


def size_in_words(size_bytes: int) -> str:
    """Return a size as people say it, in decimal units: `676 MB`, `4.7 GB`."""
    if size_bytes < 1_000_000_000:
        return say("hub.megabytes", count=-(-size_bytes // 1_000_000))
    return say("hub.gigabytes", count=f"{size_bytes / 1e9:.1f}")
