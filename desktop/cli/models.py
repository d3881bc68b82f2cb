"""`homespun models`: models by others, listed, found, fetched, brought in and taken away."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from desktop.cli import exit_codes
from desktop.cli.fetch_lines import FetchLines
from desktop.cli.interrupt import stoppable
from desktop.cli.models_listing import (
    fit_line,
    fit_report,
    judge_here,
    list_models,
    listing_lines,
    listing_report,
    model_report,
)
from desktop.cli.report import to_json_text
from desktop.errors import HubError
from desktop.hub import (
    Hub,
    about,
    about_exactly,
    add_place,
    download,
    entry_named,
    file_named,
    files_of,
    forget_place,
    import_model,
    remove_model,
    search,
    size_in_words,
)
from desktop.hub.installed import model_places
from desktop.hub.names import is_repository, shown_name
from desktop.messages import harmless, say
from desktop.paths import own_models_folder

if TYPE_CHECKING:
    from desktop.hub import CatalogueEntry, HubFile, InstalledModel


def run_models(arguments: Namespace) -> int:
    """Do what the word after `models` says; without one, list.

    Args:
        arguments: `verb`, `json` and the verb's own values of the command line.

    Raises:
        HubError: It did not work; what was there is whole.
        ModelError: A file is no model that can be run.
        Cancelled: Ctrl+C was pressed.
    """
    run = {
        "list": _list,
        "search": _search,
        "get": _get,
        "add": _add,
        "remove": _remove,
        "folders": _folders,
    }[arguments.verb or "list"]
    report, lines = run(arguments)
    print(to_json_text(report) if arguments.json else "\n".join(lines))
    return exit_codes.OK


Told = tuple[dict[str, Any], list[str]]
"""The object for `--json`, and the lines for a person."""


def _list(arguments: Namespace) -> Told:
    listing = list_models()
    return listing_report(listing), listing_lines(listing)


def _search(arguments: Namespace) -> Told:
    words = " ".join(arguments.words)
    with stoppable() as stopped:
        if is_repository(words):
            return _files(files_of(Hub(), words, cancelled=stopped), words)
        found = search(Hub(), words, cancelled=stopped)
    report = {"found": [asdict(each) for each in found]}
    lines = [
        say(
            "cli.models_found_gated" if each.gated else "cli.models_found",
            name=each.repository,
            downloads=each.downloads,
            licence=each.licence or say("cli.models_no_licence"),
        )
        for each in found
    ]
    if found:
        return report, [*lines, say("cli.models_found_next")]
    return report, [say("cli.models_found_none", words=shown_name(words))]


def _files(files: tuple[HubFile, ...], repository: str) -> Told:
    """The files of one model, each with how it would fit."""
    judge = judge_here()
    report, lines = [], []
    for file in files:
        fit = judge.entry(about(file))
        name = f"{repository}/{file.file}"
        report.append(
            {
                "name": name,
                "size_bytes": file.size_bytes,
                "quantisation": file.quantisation,
                "licence": file.licence,
                "sha256": file.sha256,
                "fit": fit_report(fit),
            }
        )
        lines += [
            say("cli.models_hub_file", name=name, size=size_in_words(file.size_bytes)),
            fit_line(fit),
        ]
    return {"files": report}, lines or [say("errors.hub_no_file", repository=repository)]


def _get(arguments: Namespace) -> Told:
    entry = entry_named(arguments.name.lower())
    if entry is not None and not arguments.anyway:
        _refuse_if_red(entry)
    hub, lines = Hub(), FetchLines()
    with stoppable() as stopped:
        file = file_named(hub, arguments.name, cancelled=stopped)
        if entry is None and not arguments.anyway and judge_here().entry(about(file)).colour == "red":
            _refuse_if_red(about_exactly(hub, file, cancelled=stopped))
        if not arguments.json:
            licence = file.licence or say("cli.models_no_licence")
            size = size_in_words(file.size_bytes)
            print(
                say(
                    "cli.models_fetching",
                    file=file.file,
                    repository=file.repository,
                    size=size,
                    licence=licence,
                ),
                file=sys.stderr,
            )
        try:
            model = download(hub, file, on_progress=lines.show, cancelled=stopped)
        finally:
            lines.finish()
    return _brought("cli.models_got", model)


def _refuse_if_red(entry: CatalogueEntry) -> None:
    """Nobody should wait for twenty gigabytes to learn that they do not fit."""
    fit = judge_here().entry(entry)
    if fit.colour == "red":
        raise HubError("hub_does_not_fit", name=entry.name, why=fit.sentence())


def _add(arguments: Namespace) -> Told:
    lines = FetchLines()
    with stoppable() as stopped:
        try:
            model = import_model(
                arguments.file, link=arguments.link, on_progress=lines.show, cancelled=stopped
            )
        finally:
            lines.finish()
    return _brought("cli.models_linked" if arguments.link else "cli.models_got", model)


def _brought(key: str, model: InstalledModel) -> Told:
    return model_report(model), [
        say(key, name=shown_name(model.name), id=model.id, path=harmless(str(model.path)))
    ]


def _remove(arguments: Namespace) -> Told:
    removed = remove_model(arguments.name)
    report = {"how": removed.how, "path": str(removed.path), "freed_bytes": removed.freed_bytes}
    facts = {"path": harmless(str(removed.path)), "size": size_in_words(removed.freed_bytes)}
    return report, [say(f"cli.models_{removed.how}", **facts)]


def _folders(arguments: Namespace) -> Told:
    if arguments.add is not None:
        places = add_place(arguments.add)
    elif arguments.forget is not None:
        places = forget_place(arguments.forget)
    else:
        places = model_places()
    report = {
        "own": str(own_models_folder()),
        "places": [{"path": str(place), "there": place.exists()} for place in places],
    }
    lines = [say("cli.models_own_folder", folder=harmless(str(own_models_folder())))]
    lines += [
        say("cli.models_place" if place.exists() else "cli.models_absent", place=harmless(str(place)))
        for place in places
    ]
    return report, lines
