"""The twelve examples show together all that the language can say, each as its printer would write it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.blueprint import nodes, print_app, read
from desktop.blueprint.blocks import BLOCKS
from desktop.paths import resources_folder

EXAMPLES = sorted((resources_folder() / "examples").glob("*.blueprint"))
MOST_SAMPLES = 30


def app_of(path: Path) -> nodes.App:
    app = read(path.read_text(encoding="utf-8")).app
    assert app is not None, path.name
    return app


APPS = [app_of(path) for path in EXAMPLES]


def entities() -> Iterator[nodes.Entity]:
    for app in APPS:
        yield from app.entities


def sections(kind: type) -> Iterator[nodes.Section]:
    for app in APPS:
        yield from (section for page in app.pages for section in page.sections if isinstance(section, kind))


def steps() -> Iterator[nodes.Step]:
    for entity in entities():
        for doer in (*entity.actions, *entity.rules):
            yield from doer.steps


def test_there_are_twelve_that_one_can_tell_apart() -> None:
    assert len(APPS) == 12
    for part in ("name", "about", "icon"):
        assert len({getattr(app, part) for app in APPS}) == 12, part
    looks = {(app.theme.background, app.theme.accent) for app in APPS}
    assert len(looks) == 12


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_right_and_written_as_it_is_printed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    reading = read(text)
    assert reading.diagnostics == ()
    assert reading.app is not None
    assert print_app(reading.app) == text


def test_every_family_and_every_block_is_there() -> None:
    """But for what shows a file of the person's own: an example is a blueprint and brings no other file."""
    shown = {word: spec for word, spec in BLOCKS.items() if not spec.own_file}
    used = {block.word for block in sections(nodes.Block)}
    assert len({shown[word].family for word in used}) == len({spec.family for spec in shown.values()})
    assert set(shown) - used == set()


def test_every_view_and_every_chart_is_there() -> None:
    assert {each.view for each in sections(nodes.Collection)} == set(nodes.COLLECTION_VIEWS)
    assert {each.shape for each in sections(nodes.Chart)} == set(nodes.CHART_SHAPES)
    assert any(form.steps > 1 for form in sections(nodes.Form))
    assert any(stat.goal for stat in sections(nodes.Stat))


def test_every_part_of_a_theme_is_there() -> None:
    themes = [app.theme for app in APPS]
    assert {theme.mode for theme in themes} == {"", "light", "dark"}
    assert {theme.font for theme in themes} >= set(nodes.FONTS)
    assert {theme.corners for theme in themes} >= set(nodes.CORNERS)
    assert {theme.density for theme in themes} >= set(nodes.DENSITIES)
    assert {theme.background[:1] == "#" for theme in themes} == {True, False}


def test_everything_that_records_can_be_and_do_is_there() -> None:
    assert {field.type for entity in entities() for field in entity.fields} == set(nodes.FIELD_TYPES)
    assert {feature for entity in entities() for feature in entity.features} == set(nodes.FEATURES)
    assert {type(step) for step in steps()} == set(nodes.Step.__args__)
    assert {step.verb for step in steps() if isinstance(step, nodes.Whole)} == {"delete", "duplicate"}
    assert {one.deed for entity in entities() for one in entity.permissions} == set(nodes.DEEDS)
    assert any(entity.checks for entity in entities())
    assert any(entity.distinct for entity in entities())
    assert any(rule.test is None for entity in entities() for rule in entity.rules)


def test_one_has_accounts_and_one_speaks_another_language() -> None:
    assert any(app.roles for app in APPS)
    assert any(page.only for app in APPS for page in app.pages)
    assert any(app.language != "en" for app in APPS)


def test_what_is_listed_has_enough_to_look_at() -> None:
    """Whoever opens an example sees something everywhere, except where visitors are to write first."""
    assert max(len(entity.samples) for entity in entities()) <= MOST_SAMPLES
    assert [entity.name for entity in entities() if not entity.samples] == []
    for app in APPS:
        assert any(len(entity.samples) >= 8 for entity in app.entities) or len(app.entities) < 3, app.name
