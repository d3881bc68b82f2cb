"""Calculators and converters: results come as one types, and what is missing is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from opener import Opener
from tab import Tab

BLOCKS = Path("blocks")


def result(tab: Tab, name: str) -> str:
    """What stands under the name of a computed value."""
    return str(
        tab.run(
            f"""[...document.querySelectorAll(".calculator-result")]
            .find((each) => each.querySelector(".label").innerText === "{name}").querySelector("output").innerText"""
        )
    )


# --- calculator -----------------------------------------------------------------------------------


def test_a_calculator_says_what_is_missing_and_works_as_one_types(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "calculator.blueprint")
    assert "Still missing: ⁨bill⁩." in tab.text(".calculator-results")
    tab.fill("bill", "80")
    assert result(tab, "Tip amount") == "€8.00"
    assert result(tab, "Each pays") == "€44.00"
    tab.fill("people", "0")
    assert "This must be 1 or more." in tab.text(".calculator-inputs")
    assert result(tab, "Each pays") == "–"
    assert result(tab, "Total") == "€88.00"


def test_a_calculator_keeps_what_was_typed_and_results_that_are_to_be_kept(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "calculator.blueprint")
    tab.fill("bill", "50")
    tab.click("button", "Keep this result")
    assert "€27.50" in tab.text(".calculator-history")
    tab.reload()
    assert result(tab, "Total") == "€55.00"
    assert "€27.50" in tab.text(".calculator-history")
    tab.click("button", "Start over")
    assert result(tab, "Total") == "–"


def test_a_calculator_takes_choices_and_numbers_that_give_nothing(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "calculator.blueprint", page="Paint")
    tab.fill("wall length", "4")
    assert result(tab, "Area") == "20"
    tab.fill("coats", "1 coat")
    assert result(tab, "Paint in litres") == "1"
    app = (
        'app "Parts"\n\npage Parts\n  calculator\n    whole: number\n    by: number\n    part = whole / by\n'
    )
    tab = open_app(app)
    tab.fill("whole", "6")
    tab.fill("by", "0")
    assert "These numbers give no result." in tab.text(".calculator-results")


# --- converter ------------------------------------------------------------------------------------

CONVERSIONS = (
    ("length", "Rule", "inches", "10", "centimetres", "25.4"),
    ("weight", "Scale", "pounds", "2", "grams", "907.1847"),
    ("temperature", "Degrees", "degrees Fahrenheit", "212", "degrees Celsius", "100"),
    ("volume", "Tanks", "gallons (US)", "1", "litres", "3.785412"),
    ("area", "Fields", "hectares", "1", "acres", "2.471054"),
    ("speed", "Speeds", "knots", "10", "kilometres an hour", "18.52"),
    ("time", "Times", "weeks", "2", "days", "14"),
    ("data", "Bytes", "gibibytes", "1", "megabytes", "1073.742"),
    ("energy", "Energy", "kilowatt-hours", "1", "kilojoules", "3600"),
    ("pressure", "Tyres", "bars", "3", "pounds per square inch", "43.51132"),
    ("cooking", "Kitchen", "cups", "2", "millilitres", "473.1765"),
    ("money", "Money", "JPY", "16200", "EUR", "100"),
)


@pytest.mark.parametrize("variant, page, source, amount, target, wanted", CONVERSIONS)
def test_a_converter_fills_all_other_fields(
    open_app: Opener, variant: str, page: str, source: str, amount: str, target: str, wanted: str
) -> None:
    """`converter length` and the others: what is typed in any field appears in all of them."""
    tab = open_app(BLOCKS / f"converter-{variant}.blueprint", page)
    tab.fill(source, amount)
    field = f"""[...document.querySelectorAll(".converter-unit")]
        .find((each) => each.querySelector("label").innerText === "{target}").querySelector("input")"""
    assert tab.run(f"{field}.value") == wanted
    tab.reload()
    assert tab.run(f"{field}.value") == wanted


def test_a_converter_of_all_kinds_lets_one_choose(open_app: Opener) -> None:
    """`converter all`."""
    tab = open_app(BLOCKS / "converter-all.blueprint")
    tab.fill("What to convert", "Temperature")
    tab.fill("degrees Celsius", "37")
    assert tab.run("document.querySelectorAll('.converter-unit input')[1].value") == "98.6"
    tab.fill("degrees Celsius", "-273.15")
    assert tab.run("document.querySelectorAll('.converter-unit input')[2].value") == "0"


def test_rates_of_money_are_the_persons_own(open_app: Opener) -> None:
    tab = open_app('app "Purse"\n\npage Purse\n  converter money\n')
    assert "Write a rate below" in tab.text(".block-converter")
    tab.fill("1 ⁨EUR⁩ in ⁨USD⁩", "1.1")
    tab.fill("EUR", "20")
    assert tab.run("document.querySelectorAll('.converter-unit input')[1].value") == "22"
    tab.reload()
    assert tab.run("document.querySelectorAll('.converter-unit input')[1].value") == "22"


# --- tool calculator ------------------------------------------------------------------------------


def test_the_pocket_calculator_knows_what_comes_first(open_app: Opener) -> None:
    """`tool calculator`, with the mouse."""
    tab = open_app(BLOCKS / "tool-calculator.blueprint")
    for key in "2+3×4":
        tab.click(".pocket-keys button", key)
    assert tab.text(".pocket-result") == "= 14"
    tab.click(".pocket-keys button", "=")
    assert tab.text(".pocket-result") == "14"
    tab.click(".pocket-keys button", "÷")
    tab.click(".pocket-keys button", "8")
    tab.click(".pocket-keys button", "=")
    assert tab.text(".pocket-result") == "1.75"


def test_the_pocket_calculator_is_typed_on(open_app: Opener) -> None:
    """`tool calculator`, with the keyboard alone."""
    tab = open_app(BLOCKS / "tool-calculator.blueprint")
    tab.run("document.querySelector('.pocket').focus()")
    tab.type("(0.1+0.2)*10")
    tab.press("Enter")
    assert tab.text(".pocket-result") == "3"
    tab.type("5/0")
    tab.press("Enter")
    assert tab.text(".pocket-result") == "This gives no number."
    tab.press("Escape")
    tab.type("200*15%-1")
    tab.press("Backspace")
    tab.type("2")
    tab.press("Enter")
    assert tab.text(".pocket-result") == "28"
