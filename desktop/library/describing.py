"""What the list says of a project: read from its folder, which may be damaged, locked, or a trap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.blueprint import parse
from desktop.blueprint.blocks import FAMILIES
from desktop.blueprint.nodes import App, Block, Paragraph
from desktop.blueprint.versions import is_newer
from desktop.library.reading import UnfitFileError, read_plain
from desktop.messages import harmless
from desktop.workspace import Provenance
from desktop.workspace.app_files import BLUEPRINT_FILE, PROVENANCE_FILE, START_FILE

MOST_BLUEPRINT_BYTES = 1_000_000
MOST_PROVENANCE_BYTES = 64_000_000
LONGEST_NAME = 120
LONGEST_WORDS = 2000

PROBLEMS = ("link", "locked", "no_blueprint", "no_page", "unreadable", "newer")
"""What can be wrong with a project: the ends of the keys `library.problem_…`."""

_FAMILY_OF = {spec.word: family.__name__.rpartition(".")[2] for family in FAMILIES for spec in family.BLOCKS}
KINDS = ("records", *dict.fromkeys(_FAMILY_OF.values()))
"""What an app can be: the ends of the keys `library.kind_…`."""


@dataclass(frozen=True, slots=True)
class Description:
    """What there is to say of a project; all of it is fit to be shown.

    Attributes:
        name: The app's name; that of the folder if the app cannot be read.
        icon: A sign, or "".
        kind: One of `KINDS`; "" if the app cannot be read.
        about: The app's line about itself, or "".
        words: What else it is found by: its records, its pages, and what was asked for.
        problem: One of `PROBLEMS`, or "".
    """

    name: str
    icon: str = ""
    kind: str = ""
    about: str = ""
    words: str = ""
    problem: str = ""


def describe(folder: Path) -> Description:
    """Read what there is to say of a project.

    Args:
        folder: Its folder, which must be there; anything may be in it.
    """
    name = harmless(folder.name)[:LONGEST_NAME]
    if folder.is_symlink():
        return Description(name, problem="link")
    try:
        text = read_plain(folder / BLUEPRINT_FILE, MOST_BLUEPRINT_BYTES).decode("utf-8")
    except FileNotFoundError:
        return Description(name, problem="no_blueprint")
    except (UnfitFileError, UnicodeDecodeError):
        return Description(name, problem="unreadable")
    except OSError:
        return Description(name, problem="locked")
    app = parse(text).app
    if app is None:
        return Description(name, problem="unreadable")
    made = _provenance(folder)
    problem = "newer" if made is not None and is_newer(made.language_version) else ""
    if not (folder / START_FILE).is_file():
        problem = "no_page"
    words = [
        *(entity.name for entity in app.entities),
        *(page.name for page in app.pages),
        made.request if made is not None else "",
    ]
    return Description(
        name=harmless(app.name)[:LONGEST_NAME] or name,
        icon=harmless(app.icon)[:16],
        kind=kind_of(app),
        about=harmless(app.about)[:LONGEST_WORDS],
        words=harmless(" ".join(words))[:LONGEST_WORDS],
        problem=problem,
    )


def kind_of(app: App) -> str:
    """Return what an app is, by what it shows first that is more than the words and pictures of a site."""
    return next((family for family in _families(app) if family != "content"), "content")


def _families(app: App) -> Iterator[str]:
    for page in app.pages:
        for section in page.sections:
            if isinstance(section, Block):
                yield _FAMILY_OF.get(section.word, "content")
            elif not isinstance(section, Paragraph):
                yield "records"


def _provenance(folder: Path) -> Provenance | None:
    try:
        text = read_plain(folder / PROVENANCE_FILE, MOST_PROVENANCE_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return Provenance.from_json(text)
