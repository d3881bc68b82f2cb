"""The scripts that are possible for one app as a GBNF grammar, so that a model names only what there is.

The names of the app's entities, fields, options, pages and sections are in it; lines are those of the
blueprint's own grammar. What a script adds itself can be named only behind the line that adds it: then
`in` and `on` take any name. Where the rest of a name may be anything (`text "…"`), so it is here.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.blueprint.edits.changing_app import CLEAR_WORDS
from desktop.blueprint.edits.grammar_sections import part_rule, section_rules
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.edits.selecting import name_section
from desktop.blueprint.facts import columns
from desktop.blueprint.grammar import either, line_rules, written
from desktop.blueprint.nodes import CORNERS, DENSITIES, FONTS, LANGUAGES, App, Entity, Page
from desktop.blueprint.people import PERSON
from desktop.blueprint.vocabulary import MODES, REFERENCE_WORD

_Rules = list[tuple[str, str]]


def edit_gbnf(app: App) -> str:
    """Return the grammar of canonical scripts for an app, in the form that llama.cpp reads.

    Its start is `root`; a script has at least one line.
    """
    entities = [_entity(entity, f"e{at}", app) for at, entity in enumerate(app.entities, start=1)]
    pages = [_page(page, f"p{at}", app) for at, page in enumerate(app.pages, start=1)]
    starts = [rules[0][0] for rules in (*entities, *pages)]
    return written(
        [
            ("root", "statement+ later? | later"),
            ("later", "birth (statement | birth | newborn)*"),
            ("statement", rf'({" | ".join(["of-app", "of-part", *starts])}) "\n"'),
            ("birth", r'("add entity " | "add page ") name "\n"'),
            (
                "newborn",
                r'("in " name ": add " entity-line | "on " name ": " of-page | "on " name of-section) "\n"',
            ),
            *_app(),
            *_parts(app),
            *(rule for rules in (*entities, *pages) for rule in rules),
            *_lines(),
            *section_rules(),
            *line_rules(),
        ]
    )


def literal(words: str) -> str:
    """Return a text as it is written in a grammar."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def one_of(words: Iterable[str]) -> str:
    """Return some texts as alternatives in brackets; each once."""
    return f"({' | '.join(literal(word) for word in dict.fromkeys(words))})"


def _app() -> _Rules:
    values = (
        '"name " label',
        '"about " label',
        '"icon " emoji',
        f'"theme " ({either(MODES)})',
        '("background " | "accent ") colour',
        f'"font " ({either(FONTS)})',
        f'"corners " ({either(CORNERS)})',
        f'"density " ({either(DENSITIES)})',
        f'"language " ({either(LANGUAGES)})',
        '"accounts " roles',
    )
    return [
        ("of-app", f'"set " ({" | ".join(values)}) | "clear " {one_of(CLEAR_WORDS)}'),
        ("roles", 'name (" | " name)*'),
    ]


def _parts(app: App) -> _Rules:
    """Removing, renaming and moving entities, pages and roles; what can be moved may also be new."""
    ways = []
    for kind, names in (
        ("entity", [entity.name for entity in app.entities]),
        ("page", [page.name for page in app.pages]),
        ("role", list(app.roles)),
    ):
        if not names:
            continue
        known = one_of(names)
        ways.append(f'"rename {kind} " {known} " to " name')
        if kind != "role":
            ways.append(f'"remove {kind} " {known}')
            ways.append(f'"move {kind} " name place')
    return [
        ("of-part", " | ".join(ways)),
        ("place", '" first" | " last" | " before " name | " after " name'),
    ]


def _lines() -> _Rules:
    kinds = ("field", "computed", "features", "permission", "distinct", "check", "rule", "action", "sample")
    return [
        ("entity-line", " | ".join(f"{kind}-line" for kind in kinds) + ' | name ": " owner'),
        ("owner", f'"{REFERENCE_WORD} {PERSON}" must ", default me"'),
    ]


def _entity(entity: Entity, rule: str, app: App) -> _Rules:
    """Return the rules of what can be done in one entity; the first is the whole statement."""
    ways = ['"add " entity-line', '"move " name place']
    removed = ['"samples"', '"with " feature', *map(literal, _removable(entity, app))]
    renamed = []
    if columns(entity):
        names = one_of(each.name for each in columns(entity))
        ways.append(f'"change " {names} (": " (type | owner) | " = " either)')
        renamed.append(names)
        removed.append(names)
    if entity.actions:
        labels = one_of(action.label for action in entity.actions)
        ways.append(f'"change action " {labels} ": " steps ("; when " either)?')
        renamed.append(f'"action " {labels}')
        removed.append(f'"action " {labels}')
    if entity.samples:
        ways.append('"change " sample-line')
        removed.append('"sample " text')
    for field in entity.fields:
        if field.options:
            options, of = one_of(field.options), field.name
            ways.append(f'"add option " option {literal(f" to {of}")}')
            removed.append(f'"option " {options} {literal(f" from {of}")}')
            ways.append(f'"rename option " {options} {literal(f" of {of} to ")} option')
    ways.append(f'"remove " ({" | ".join(removed)})')
    if renamed:
        ways.append(f'"rename " ({" | ".join(renamed)}) " to " name')
    return [(rule, f"{literal(f'in {entity.name}: ')} ({' | '.join(ways)})")]


def _removable(entity: Entity, app: App) -> list[str]:
    """Return the lines of an entity that are removed by what they say."""
    said = Entity(
        entity.name,
        (),
        permissions=entity.permissions,
        distinct=entity.distinct,
        checks=entity.checks,
        rules=entity.rules,
    )
    return list(dict.fromkeys(write_entity_lines(said, entity, app)))


def _page(page: Page, rule: str, app: App) -> _Rules:
    """Return the rules of what can be done on one page; the first is the whole statement."""
    names = [name_section(at, page, app) for at in range(len(page.sections))]
    known = f"{rule}-section"
    by_kind: dict[str, list[str]] = {}
    for name, section in zip(names, page.sections, strict=True):
        kind = part_rule(section)
        if name and kind:
            by_kind.setdefault(kind, []).append(name)
    inside = [f'", " {one_of(said)} ": " {kind}' for kind, said in by_kind.items()]
    ways = [f'": " (of-page | of-{rule})', "of-section", *inside]
    on = literal(f"on {page.name}")
    return [
        (rule, f"{on} ({' | '.join(ways)})"),
        (
            f"of-{rule}",
            f'"remove " {known} | "replace " {known} " with: " section-line | "move " {known} section-place '
            f'| "move " selector (" first" | " last" | (" before " | " after ") {known})',
        ),
        (known, one_of(filter(None, names)) if any(names) else "selector"),
    ]
