"""A change of an app's files that cannot stay half done: a plan on the disk first, then the moves.

All that is written lies in a staging folder, flushed, before that folder is renamed to `.homespun-update`:
from then on the change happens. Whoever opens the app after the process was killed finishes it (`settle`). If
a step fails instead, the folder is renamed to `.homespun-undo`, and the old files go back; that can be
finished later too. A staging folder that was not renamed yet changes nothing, and goes.

What a plan may name is what a compiler may write, so that a folder that came from elsewhere with a plan in it
can do no more than its files could.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.errors import FolderError
from desktop.workspace.app_files import may_be_the_apps
from desktop.workspace.names import check_paths

Parts = tuple[str, ...]

UPDATE, UNDO = ".homespun-update", ".homespun-undo"
_STAGING = re.compile(r"\.homespun-[0-9a-f]{16}")
_PLAN_FILE = "plan.json"
_LARGEST_PLAN_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change does to the files of an app, as paths with `/`.

    Attributes:
        write: The files that are written, in the order in which they take their places.
        fresh: Those of them that were not there before.
        gone: Those that the app no longer has.
    """

    write: tuple[str, ...]
    fresh: tuple[str, ...]
    gone: tuple[str, ...]

    def to_json(self) -> str:
        """Return the text that `read_plan` reads."""
        return json.dumps(asdict(self), ensure_ascii=False)


def plan_file(staging: Path) -> Path:
    """Where the plan of a change lies."""
    return staging / _PLAN_FILE


def begin(root: Path, staging: Path) -> None:
    """Let a change that lies ready in its staging folder happen, come what may."""
    staging.rename(root / UPDATE)


def carry_out(root: Path, plan: Plan) -> None:
    """Put what is not in its place yet there.

    Raises:
        OSError: A file cannot take its place; `take_back` undoes all.
    """
    staged = root / UPDATE / "new"
    for path in plan.write:
        new, target = staged / path, root / path
        if new.is_file() and not new.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            new.replace(target)


def clear_away(root: Path, plan: Plan) -> None:
    """Remove what the app no longer has, when all else is done; what cannot be removed does no harm."""
    for path in plan.gone:
        if not (root / path).is_symlink():
            with suppress(OSError):
                _remove(root, path)


def end(root: Path) -> None:
    """Clear away what a change that has happened, or was taken back, needed."""
    for name in (UPDATE, UNDO):
        shutil.rmtree(root / name, ignore_errors=True)


def take_back(root: Path, plan: Plan) -> None:
    """Put the old files back in their places; if one cannot go, the next who opens the app tries again."""
    with suppress(OSError):
        (root / UPDATE).rename(root / UNDO)
    kept = root / UNDO / "old"
    whole = True
    for path in reversed(plan.write):
        try:
            if path in plan.fresh:
                _remove(root, path)
            elif (kept / path).is_file():
                (kept / path).replace(root / path)
        except OSError:
            # One that cannot go back must not keep the others from it; an empty folder may stay.
            whole = whole and path in plan.fresh
    if whole:
        end(root)


def settle(root: Path) -> None:
    """Finish what was cut off in an app's folder; only who holds the lock on it may do that.

    Raises:
        OSError: If it cannot be finished now.
    """
    if not unsettled(root):
        return
    for name, work in ((UNDO, take_back), (UPDATE, _carry_on)):
        staging = root / name
        if staging.is_dir() and not staging.is_symlink():
            plan = _read_plan(root, staging)
            if plan is not None:
                work(root, plan)
            else:
                shutil.rmtree(staging, ignore_errors=True)
        else:
            staging.unlink(missing_ok=True)
    clear_staging(root)


def _carry_on(root: Path, plan: Plan) -> None:
    carry_out(root, plan)
    clear_away(root, plan)
    end(root)


def unsettled(root: Path) -> bool:
    """Whether something was cut off in an app's folder."""
    try:
        return any(each.name in (UPDATE, UNDO) or _is_staging(each) for each in root.iterdir())
    except OSError:
        return False


def clear_staging(folder: Path) -> None:
    """Remove staging folders that were left; only who holds the lock on the folder may do that."""
    for each in folder.iterdir():
        if _is_staging(each):
            shutil.rmtree(each, ignore_errors=True)


def refuse_links(root: Path, parts: Iterable[str]) -> None:
    """Refuse a way that leads over a link: it might lead anywhere.

    Raises:
        FolderError: `folder_has_link`.
    """
    place = root
    for part in parts:
        place = place / part
        if place.is_symlink():
            raise FolderError("folder_has_link", path=str(place))


def _is_staging(path: Path) -> bool:
    return _STAGING.fullmatch(path.name) is not None and path.is_dir() and not path.is_symlink()


def _read_plan(root: Path, staging: Path) -> Plan | None:
    """The plan of a change; None if we have not written it, or something in the folder leads elsewhere."""
    file = plan_file(staging)
    try:
        if any(each.is_symlink() for each in staging.rglob("*")) or file.stat().st_size > _LARGEST_PLAN_BYTES:
            return None
        facts = json.loads(file.read_text(encoding="utf-8"))
        plan = Plan(*(tuple(facts[name]) for name in ("write", "fresh", "gone")))
        for paths in (plan.write, plan.gone):
            if not all(isinstance(path, str) and may_be_the_apps(path) for path in paths):
                return None
            for parts in check_paths(paths):
                refuse_links(root, parts[:-1])
    except (OSError, ValueError, TypeError, KeyError, FolderError):
        return None
    return plan if set(plan.fresh) <= set(plan.write) else None


def _remove(root: Path, path: str) -> None:
    """Remove a file, and the folders above it that hold nothing any more."""
    parts = path.split("/")
    root.joinpath(*parts).unlink(missing_ok=True)
    for depth in range(len(parts) - 1, 0, -1):
        root.joinpath(*parts[:depth]).rmdir()
