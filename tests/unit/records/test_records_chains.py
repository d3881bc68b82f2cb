"""Random apps, random records and random chains of changes: what can be kept is kept, and all comes back.

`RECORDS_CHAINS=200` tries so many chains instead of a few.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_apps import values_of

from desktop.blueprint import print_app
from desktop.blueprint.complete import complete
from desktop.blueprint.edits import edit, parse_script
from desktop.blueprint.nodes import App
from desktop.records import (
    DATABASE_FILE,
    Database,
    Record,
    Rename,
    confirm,
    migrate,
    renames_of,
    turned_round,
)
from desktop.records.kinds import KIND_OF
from desktop.records.layout import Wanted, wanted_fields

sys.path.insert(0, str(Path(__file__).parents[1] / "blueprint"))
import edit_apps  # the walks live beside the tests of their room
import edit_walks

CHAINS = int(os.environ.get("RECORDS_CHAINS", "6"))
LONGEST_CHAIN = 30
WORDS = (
    "Fern",
    "12",
    "12,50 €",
    "a dozen",
    "2026-03-01",
    "1 March 2026",
    "09:30",
    "yes",
    "A | B",
    "A",
    "Ünï 'x\"",
    "",
)
VALUES = {
    "number": (0.0, -2.5, 12.0, 1e21),
    "yes/no": (True, False),
    "date": ("2026-03-01", "1999-12-31", "no day"),
    "time": ("09:30", "23:59"),
    "moment": ("2026-03-01T09:30", "2026-03-01T00:00"),
    "words": WORDS,
    "list": (("A",), ("A", "B"), ("x, y",)),
}

Shown = dict[str, dict[str, dict[str, object]]]
"""Entity → id → field → value: what an app shows."""

TYPES = tuple(each for each in KIND_OF if not each.startswith("reference"))


def written(type_: str, random: Random) -> str:
    """A type as a blueprint has it."""
    return (
        f"{type_} A | B | C" if type_ in ("choice", "tags") else random.choice((type_, f"{type_}, required"))
    )


def retype(app: App, random: Random) -> str:
    """A change of a field's type: the walks of the language do that too seldom."""
    entity = random.choice(app.entities)
    field = random.choice(entity.fields).name
    to = random.choice(app.entities).name
    type_ = random.choice((written(random.choice(TYPES), random), f"to {to}", f"many {to}"))
    return f"in {entity.name}: change {field}: {type_}"


def changed(app: App, random: Random) -> tuple[App, str]:
    """The app after something that a person may ask; it may be the same."""
    fields = [entity for entity in app.entities if entity.fields]
    for _ in range(8):
        script = (
            retype(app, random)
            if fields and len(fields) == len(app.entities) and random.random() < 0.3
            else edit_walks.statement(app, random)
        )
        done = edit(app, script).app
        if done is not None:
            return done, script
    return app, ""


def shown(path: Path, app: App) -> Shown:
    with Database(path, complete(app)) as database:
        return {
            entity: {
                each["id"]: {name: each[name] for name in fields} for each in values_of(database, entity)
            }
            for entity, fields in database.fields.items()
        }


def some_records(app: App, random: Random, mark: int) -> list[Record]:
    """A few records for every entity; references lead to some of them."""
    wanted = wanted_fields(complete(app))
    ids = {entity: [f"{mark}-{at}" for at in range(random.randint(0, 3))] for entity in wanted}
    found = []
    for entity, fields in wanted.items():
        for at, id_ in enumerate(ids[entity]):
            columns, links = [], []
            for field in fields:
                if field.kind == "references":
                    links.append(
                        (field.name, tuple(each for each in ids[field.target] if random.random() < 0.5))
                    )
                else:
                    columns.append((field.name, some_value(field, ids, random)))
            found.append(Record(id_, entity, at, tuple(columns), tuple(links)))
    return found


def some_value(field: Wanted, ids: dict[str, list[str]], random: Random) -> object:
    if random.random() < 0.2:
        return None
    if field.kind == "reference":
        return random.choice(ids[field.target]) if ids[field.target] else None
    value = random.choice(VALUES[field.kind])
    if isinstance(value, tuple):
        return '["' + '", "'.join(value) + '"]'
    return int(value) if isinstance(value, bool) else value


def former(entity: str, field: str, renames: tuple[Rename, ...]) -> tuple[str, str]:
    """What a field was called before."""
    for one in reversed(renames):
        if one.within == () and one.to == entity:
            entity = one.name
        elif one.within == (entity,) and one.to == field:
            field = one.name
    return entity, field


def assert_kept(before: Shown, after: Shown, old: App, new: App, renames: tuple[Rename, ...]) -> None:
    """What is of the same type as before has the same values, under the name that it has now."""
    options = {(one.within, one.name) for one in renames if len(one.within) == 2}
    # Who signs in has a name; where it is called otherwise from now on, another one comes in its place.
    gone = {(*one.within, one.name) for one in renames if len(one.within) == 1}
    kinds = {
        (entity, each.name): each
        for entity, fields in wanted_fields(complete(old)).items()
        for each in fields
    }
    for entity, fields in wanted_fields(complete(new)).items():
        for field in fields:
            before_it = former(entity, field.name, renames)
            was = kinds.get(before_it)
            if before_it in gone and before_it[1] == field.name:
                continue
            if was is None or was.kind != field.kind or any(within[1] == field.name for within, _ in options):
                continue
            if field.target and former(field.target, "", renames)[0] != was.target:
                continue
            then = {id_: each[was.name] for id_, each in before[former(entity, "", renames)[0]].items()}
            assert {id_: each[field.name] for id_, each in after[entity].items()} == then, (
                entity,
                field.name,
            )


@settings(
    max_examples=CHAINS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.randoms(use_true_random=False), st.integers(1, LONGEST_CHAIN))
def test_a_chain_of_changes_keeps_what_can_be_kept_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, random: Random, length: int
) -> None:
    """After each change what was not changed is there; after all are taken back, everything is as it was."""
    path = tmp_path_factory.mktemp("chain") / DATABASE_FILE
    app = random.choice(edit_apps.APPS)
    with Database(path, complete(app)) as database:
        database.write(some_records(app, random, 0))
    past: list[tuple[App, tuple[Rename, ...], Shown, str]] = []
    for _ in range(length):
        before = shown(path, app)
        new, script = changed(app, random)
        renames = renames_of(app, parse_script(script, app).script)
        past.append((app, renames, before, script))
        migrate(path, app, new, renames)
        confirm(path)
        assert_kept(before, shown(path, new), app, new, renames)
        app = new
    scripts = [script for *_, script in past]
    while past:
        old, renames, before, script = past.pop()
        migrate(path, app, old, turned_round(renames))
        confirm(path)
        assert shown(path, old) == before, (print_app(old), script, scripts)
        app = old


@settings(
    max_examples=CHAINS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.randoms(use_true_random=False))
def test_a_change_that_was_cut_off_is_as_if_it_had_never_been(
    tmp_path_factory: pytest.TempPathFactory, random: Random
) -> None:
    """The records were changed, and the process ended before the files: whoever opens the app sees it as it was."""
    path = tmp_path_factory.mktemp("cut") / DATABASE_FILE
    app = random.choice(edit_apps.APPS)
    with Database(path, complete(app)) as database:
        database.write(some_records(app, random, 0))
    for _ in range(4):
        before = shown(path, app)
        new, script = changed(app, random)
        renames = renames_of(app, parse_script(script, app).script)
        migrate(path, app, new, renames)
        assert shown(path, app) == before, (print_app(app), script)
        confirm(path)  # it has gone on after all
        assert_kept(before, shown(path, new), app, new, renames)
        app = new


@settings(
    max_examples=CHAINS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.randoms(use_true_random=False))
def test_what_is_typed_between_two_changes_of_a_type_is_not_lost(
    tmp_path_factory: pytest.TempPathFactory, random: Random
) -> None:
    """Whoever looks at the records with an older app, and with this one again, sees what was typed last."""
    path = tmp_path_factory.mktemp("typed") / DATABASE_FILE
    start = edit_apps.one(random)
    if not any(entity.fields for entity in start.entities):
        return
    app = start
    with Database(path, complete(app)) as database:
        database.write(some_records(app, random, 0))
    states = [app]
    for mark in range(1, 4):
        done = edit(app, retype(app, random)).app if all(each.fields for each in app.entities) else None
        if done is None:
            continue
        migrate(path, app, done, ())
        confirm(path)
        app = done
        states.append(app)
        with Database(path, complete(app)) as database:
            database.write(some_records(app, random, mark))
        typed = shown(path, app)
        for other in states:
            shown(path, other)
            assert shown(path, app) == typed
