"""What numbers and charts measure, which records are meant, and names that were marked nearly right."""

from __future__ import annotations

import pytest
from spindle_editing_apps import script

HIRE = """app "Costumes"

entity Costume
  name: text, required
  kind: choice Animal | Job, default Job
  a day: money €
  size: number cm
  mended: date
  clean: yes/no, default yes
  worn = count of Hire
  sample "Bear", "Animal", 18, 190
  sample "Pirate", "Job", 8, 120

entity Hire
  costume: to Costume, required
  who: text, required
  from: date, required
  at: time
  lasts: duration, default 60
  days: number days, default 2
  returned: yes/no, default no
  state: choice Asked | Out | Over, default Asked
  price = days * a day of costume
  back on = from + 5
  check days <= 30: "A month is the most"
  when price > 100: notify "A large one"
  action Longer: add 7 to days
  sample "Bear", "Teo", 2026-11-20, 10:00, 60, 3

page Wardrobe
  cards of Costume showing name, kind, a day
page Out
  table of Hire; where returned is no
  chart bar of count of Hire by costume
"""


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[add|on {at:Out} a {v.stat:tile} with {computed:the price this year}]",
         ['on Out: add stat "Price this year" = sum of price of Hire where year(from) = year(today)']),
        ("[add|{v.stat:how many hires} are {computed:over}, on {at:Out}]",
         ['on Out: add stat "Over" = count of Hire where state is Over']),
        ("[add|{v.chart:pie} of {computed:average size} by {by:kind} on {at:Wardrobe}]",
         ["on Wardrobe: add chart pie of average of size of Costume by kind"]),
        ("[add|a {v.chart:pie} of {computed:the price} by {by:who} instead of the {old:bars}]",
         ["on Out: replace chart with: chart pie of sum of price of Hire by who"]),
        ("[add|on {at:Out} a {v.stat:tile}: {computed:with insurance}, {formula:price plus 4}]",
         ["in Hire: add with insurance = price + 4",
          'on Out: add stat "With insurance" = sum of with insurance of Hire']),
    ],
)  # fmt: skip
def test_what_is_measured_is_what_was_said(marked: str, lines: list[str]) -> None:
    """The number that is named, added up or averaged, of the records that are singled out."""
    assert script(HIRE, marked) == lines


@pytest.mark.parametrize(
    ("test", "where"),
    [
        ("that came back", "returned is yes"),
        ("from more than 3 days ago", "from < today - 3"),
        ("over", "state is Over"),
        ("before 9 am", "at < 09:00"),
        ("longer than 2 hours", "lasts > 120"),
        ("of an animal", "kind of costume is Animal"),
    ],
)
def test_records_are_singled_out(test: str, where: str) -> None:
    """By ticks said in other words, options of what is referred to, times of day, spans in another unit."""
    assert script(HIRE, f"[only|in {{at:Out}} only those {{test:{test}}}]") == [
        f"on Out, table: set where {where}"
    ]


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[only|{at:Out} without {test:what is over}]",
         ["on Out, table: set where returned is no and state is not Over"]),
        ("[only|show {test:all} {at:hires} on Out]", ["on Out, table: clear where"]),
        ("[only|{at:Wardrobe} with just {test:those never mended}]",
         ["on Wardrobe, cards: set where empty(mended)"]),
        ("[remove|the {old:check about the days}]", ['in Hire: remove check days <= 30: "A month is the most"']),
        ("[bound|{old:size of a costume} at most {max:200}]",
         ["in Costume: change size: number cm, max 200"]),
        ("[bound|the {old:hire's days} at most {max:14}]",
         ["in Hire: change days: number days, default 2, max 14"]),
        ("[add|{computed:fee} for a {at:hire}: {formula:10 % of the price if it is over, otherwise nothing}]",
         ["in Hire: add fee = if(state is Over, price * 0.1, 0)"]),
        ("[add|{computed:by hand} for a {at:hire}: {formula:days times a day of the costume}]",
         ["in Hire: add by hand = days * a day of costume"]),
        ("[set|{old:back on} is after {value:two weeks}]", ["in Hire: change back on = from + 14"]),
        ("[check|{test:a hire can't be longer than 20 days}: {new:Too long}]",
         ['in Hire: add check days <= 20: "Too long"']),
        ("[unique|no {old:hire} a second time]", ["in Hire: change who: text, required, unique"]),
    ],
)  # fmt: skip
def test_a_part_is_known_by_what_it_belongs_to_and_a_rule_by_what_it_is_about(
    marked: str, lines: list[str]
) -> None:
    """Also what is left out besides, shown again, worked out in cases, or from what is referred to."""
    assert script(HIRE, marked) == lines


def test_the_number_in_a_rule_is_another_from_now_on() -> None:
    """The rule that says it, and its note, say the new one; no second rule comes beside it."""
    assert script(HIRE, "[rule|warn me {test:above 150} and not 100]") == [
        'in Hire: remove when price > 100: notify "A large one"',
        'in Hire: add when price > 150: notify "A large one"',
    ]


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[add|{opt:and Fairy} for the {at:kinds}]", "in Costume: add option Fairy to kind"),
        ("[add|{opt:Fairy for} the {at:kinds}]", "in Costume: add option Fairy to kind"),
        ("[add|a {f.date:bought on the} {at:costume}]", "in Costume: add bought: date"),
        ("[hide|take {old:the kind off} the {at:cards}]", "on Wardrobe, cards: set showing name, a day"),
        ("[default|{old:days must} start at 7 {value:days}]", "in Hire: change days: number days, default 7"),
        ("[rename|the Longer {old:button} is {new:called Seven more}]", "in Hire: rename action Longer to Seven more"),
    ],
)  # fmt: skip
def test_a_mark_with_a_word_too_many_or_too_few_is_understood(marked: str, line: str) -> None:
    """Where a name begins and ends is seen from the app, and from how it is written."""
    assert script(HIRE, marked) == [line]
