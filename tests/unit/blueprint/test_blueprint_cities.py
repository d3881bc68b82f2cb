"""The cities of clocks: known to the blueprint and to the runtime alike."""

from __future__ import annotations

import re
import zoneinfo

import pytest

from desktop.blueprint import read
from desktop.blueprint.blocks.cities import CITIES, KNOWN
from desktop.paths import resources_folder

APP = 'app "Hours"\n\npage Hours\n  clock: {}\n'


def zones() -> dict[str, list[str]]:
    """Return the runtime's table: time zone and its cities."""
    text = (resources_folder() / "runtime" / "blocks" / "cities.js").read_text(encoding="utf-8")
    return {
        zone: cities.split(", ") for zone, cities in re.findall(r'^    "(\S+)": "(.+)",$', text, re.MULTILINE)
    }


def test_blueprint_and_runtime_know_the_same_cities() -> None:
    assert sorted(CITIES) == sorted(city for cities in zones().values() for city in cities)
    assert len(KNOWN) == len(CITIES) >= 150


@pytest.mark.parametrize("zone", zones())
def test_every_zone_is_one_that_computers_know(zone: str) -> None:
    assert zone in zoneinfo.available_timezones()


@pytest.mark.parametrize("city", ["Berlin", "berlin", "São Paulo", "Sao Paulo", "St. John's"])
def test_a_city_is_known_however_it_is_accented(city: str) -> None:
    assert read(APP.format(city)).diagnostics == ()


def test_an_unknown_city_is_told_with_the_nearest_one() -> None:
    (found,) = read(APP.format("Berlin | Tokio")).diagnostics
    assert found.code == "unknown-city"
    assert "Tokyo" in found.hint
    assert found.severity == "warning"
