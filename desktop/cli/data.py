"""`homespun data`: an app's records are looked over, copied, brought back, handed out and taken in."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App
from desktop.cli import exit_codes
from desktop.cli.findings import MARKS
from desktop.cli.report import to_json_text
from desktop.errors import BlueprintError, RecordsError
from desktop.messages import say
from desktop.records import (
    DATABASE_FILE,
    Database,
    Imported,
    back_up,
    check_records,
    export_csv,
    export_json,
    has_snapshot,
    import_file,
    restore_from,
    take_snapshot,
)
from desktop.workspace import Project, alone, open_project

_MOST_TOLD = 20


def run_data(arguments: Namespace) -> int:
    """Do with an app's records what the command line says.

    Args:
        arguments: `folder`, `verb`, `json` and the verb's own values.

    Raises:
        HomespunError: The app, its records or a file cannot be used; nothing was changed.
    """
    project = open_project(arguments.folder)
    report, lines, code = _VERBS[arguments.verb](project, arguments)
    print(to_json_text(report) if arguments.json else "\n".join(lines))
    return code


_Outcome = tuple[dict[str, Any], list[str], int]


def _check(project: Project, _arguments: Namespace) -> _Outcome:
    findings = check_records(project.folder)
    whole = all(each.state != "problem" for each in findings)
    lines = [f"{MARKS[each.state]} {each.text}" for each in findings]
    report = {"whole": whole, "findings": [asdict(each) for each in findings]}
    return report, lines, exit_codes.OK if whole else exit_codes.REQUEST


def _backup(project: Project, arguments: Namespace) -> _Outcome:
    file = back_up(project.folder, arguments.file)
    if file is None:
        raise RecordsError("records_none", folder=str(project.folder))
    size = file.stat().st_size
    report = {"out": str(file), "bytes": size}
    return report, [say("cli.data_backed_up", file=file, size_kb=f"{size / 1000:,.0f}")], exit_codes.OK


def _restore(project: Project, arguments: Namespace) -> _Outcome:
    with alone(project.folder):
        kept = _kept_before(project.folder, arguments.file) if _is_sound(project.folder) else None
        restore_from(project.folder, arguments.file)
    findings = [each for each in check_records(project.folder) if each.state != "fine"]
    report = {
        "from": str(arguments.file),
        "before": None if kept is None else str(kept),
        "findings": [asdict(each) for each in findings],
    }
    lines = [say("cli.data_restored", file=arguments.file)]
    lines += [] if kept is None else [say("cli.data_restored_before", file=kept)]
    lines += [f"{MARKS[each.state]} {each.text}" for each in findings]
    return report, lines, exit_codes.OK


def _export(project: Project, arguments: Namespace) -> _Outcome:
    app = _app(project)
    if not (project.folder / DATABASE_FILE).exists():
        raise RecordsError("records_none", folder=str(project.folder))
    place = arguments.out or Path(project.folder.name + (".json" if arguments.form == "json" else " tables"))
    with Database(project.folder / DATABASE_FILE, app) as database:
        write = export_json if arguments.form == "json" else export_csv
        count = write(database, app, place)
    report = {"as": arguments.form, "out": str(place), "records": count}
    return report, [say("cli.data_exported", count=count, place=place)], exit_codes.OK


def _import(project: Project, arguments: Namespace) -> _Outcome:
    app = _app(project)
    with alone(project.folder), Database(project.folder / DATABASE_FILE, app) as database:
        found = import_file(database, app, arguments.file, arguments.into, dry_run=arguments.dry_run)
    report = {
        "records": dict(found.counts),
        "there": found.there,
        "unfit": [asdict(each) for each in found.unfit],
        "unknown": list(found.unknown),
        "written": found.written,
    }
    return report, _told(found, dry_run=arguments.dry_run), exit_codes.OK


def _told(found: Imported, *, dry_run: bool) -> list[str]:
    key = "cli.data_would_import" if dry_run else "cli.data_imported"
    lines = [say(key, entity=entity, count=count) for entity, count in found.counts]
    lines = lines or [say("cli.data_imported_nothing")]
    lines += [say("cli.data_there", count=found.there)] if found.there else []
    lines += [say("cli.data_unknown", names=", ".join(found.unknown))] if found.unknown else []
    lines += [say("cli.data_unfit", count=len(found.unfit))] if found.unfit else []
    for each in found.unfit[:_MOST_TOLD]:
        facts = {"row": each.row, "field": each.field, "value": each.value, "reason": each.reason}
        lines.append(say("cli.data_unfit_row" if each.field else "cli.data_unfit_whole", **facts))
    if len(found.unfit) > _MOST_TOLD:
        lines.append(say("cli.data_unfit_more", count=len(found.unfit) - _MOST_TOLD))
    return lines


def _kept_before(folder: Path, file: Path) -> Path | None:
    """Take a copy of the records that are about to go, beside those that are there."""
    number = 1
    while has_snapshot(folder, f"before-restore-{number}"):
        number += 1
    return take_snapshot(folder, f"before-restore-{number}", spare=file.stem)


def _is_sound(folder: Path) -> bool:
    """Whether there are records that can be copied first: damaged ones are set aside as they are."""
    return all(
        each.check not in ("records", "pages") or each.state == "fine" for each in check_records(folder)
    )


def _app(project: Project) -> App:
    reading = read(project.blueprint_text)
    if reading.app is None:
        raise BlueprintError("blueprint_problems", count=len(reading.diagnostics))
    return complete(reading.app)


_VERBS = {"check": _check, "backup": _backup, "restore": _restore, "export": _export, "import": _import}
