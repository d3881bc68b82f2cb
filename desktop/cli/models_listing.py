"""What `homespun models list` shows: models that are here, and that could be, each with how it fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.fitting import Fit, graphics_cards
from desktop.hub import CatalogueEntry, InstalledModel, Shelf, look_around, read_catalogue, size_in_words
from desktop.hub.names import quantisation_of, shown_name
from desktop.messages import harmless, say
from desktop.paths import own_models_folder
from desktop.routing import Judge


@dataclass(frozen=True)
class Listing:
    """Everything that is listed: what is here, and what the catalogue has beside it."""

    shelf: Shelf
    here: tuple[tuple[InstalledModel, Fit], ...]
    to_fetch: tuple[tuple[CatalogueEntry, Fit], ...]


def list_models() -> Listing:
    """Look what is here and how each fits this computer; the hub is not asked.

    Raises:
        HubError: The catalogue that ships is damaged.
    """
    shelf = look_around()
    return Listing(shelf, *judge_here().shelf(shelf, read_catalogue()))


def judge_here() -> Judge:
    """Return who judges models against this computer as it is now, its graphics cards included."""
    return Judge.here(graphics_cards())


def listing_lines(listing: Listing) -> list[str]:
    """Return the lines for a person."""
    lines = [say("cli.models_here" if listing.here else "cli.models_none_here", folder=own_models_folder())]
    for model, fit in listing.here:
        facts = ", ".join(
            word
            for word in (size_in_words(model.header.file_bytes), quantisation_of(model.path.name))
            if word
        )
        head = say("cli.models_line", id=model.id, name=shown_name(model.name), facts=facts)
        lines += [head, fit_line(fit), say("cli.models_path", path=harmless(str(model.path)))]
    lines += [
        say("cli.models_unfinished", file=part.file, size=size_in_words(part.size_bytes))
        for part in listing.shelf.unfinished
    ]
    lines += [
        say("cli.models_broken", path=harmless(str(broken.path)), why=broken.why)
        for broken in listing.shelf.broken
    ]
    lines += [say("cli.models_absent", place=harmless(str(place))) for place in listing.shelf.absent]
    if listing.to_fetch:
        lines += ["", say("cli.models_to_fetch")]
    for entry, fit in listing.to_fetch:
        facts = ", ".join((size_in_words(entry.size_bytes), entry.quantisation, entry.licence))
        lines += [say("cli.models_line", id=entry.id, name=entry.name, facts=facts), fit_line(fit)]
    return lines


def listing_report(listing: Listing) -> dict[str, Any]:
    """Return the object for `--json`."""
    shelf = listing.shelf
    return {
        "folder": str(own_models_folder()),
        "models": [{**model_report(model), "fit": fit_report(fit)} for model, fit in listing.here],
        "unfinished": [{"file": part.file, "size_bytes": part.size_bytes} for part in shelf.unfinished],
        "broken": [{"path": str(broken.path), "why": broken.why} for broken in shelf.broken],
        "absent": [str(place) for place in shelf.absent],
        "catalogue": [{**_entry_report(entry), "fit": fit_report(fit)} for entry, fit in listing.to_fetch],
    }


def model_report(model: InstalledModel) -> dict[str, Any]:
    """Return what there is to say of a model that is here."""
    return {
        "id": model.id,
        "name": model.name,
        "path": str(model.path),
        "ours": model.ours,
        "architecture": model.header.architecture,
        "parameters": model.header.parameters,
        "size_bytes": model.header.file_bytes,
        "context_tokens": model.header.context_tokens,
        "in_catalogue": model.entry is not None,
    }


def fit_report(fit: Fit) -> dict[str, Any]:
    """Return how a model fits."""
    return {"colour": fit.colour, "why": fit.sentence(), "needed_bytes": fit.needed_bytes}


def _entry_report(entry: CatalogueEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "repository": entry.repository,
        "file": entry.file,
        "licence": entry.licence,
        "quantisation": entry.quantisation,
        "architecture": entry.architecture,
        "parameters": entry.parameters,
        "active_parameters": entry.active_parameters,
        "size_bytes": entry.size_bytes,
        "needed_bytes": entry.needed_bytes(),
        "context_tokens": entry.context_tokens,
        "scores": dict(entry.scores),
        "source": entry.source,
    }


def fit_line(fit: Fit) -> str:
    """Return the line that says how a model fits."""
    return say("cli.models_fit", colour=say(f"cli.doctor_{fit.colour}"), why=fit.sentence())
