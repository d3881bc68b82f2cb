"""The blocks of the family `doing`: people book, buy, vote, write to each other and put their names down.

Each works with records. What a clause does not say is found by the types of the fields, in the browser
as in `rules/doing_blocks_fit.py`: a booking needs a day, an order a place for its total.
"""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec

_A_DAY_MIN = 1440
_SHORTEST_SLOT_MIN = 5

WEEKDAYS: tuple[str, ...] = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
"""What can be `closed`."""

KEPT: dict[str, str] = {"poll": "Poll vote", "chat": "Chat message", "sign up sheet": "Sign up"}
"""The entity that keeps what happens in a block that names none."""

BLOCKS: tuple[BlockSpec, ...] = (
    BlockSpec(
        word="booking",
        family="doing",
        entity="must",
        clauses=(
            Clause("day", "field", types=("date", "date and time")),
            Clause("time", "field", types=("time",)),
            Clause("per", "field", types=("choice", "reference")),
            Clause("from", "time", otherwise="08:00"),
            Clause("to", "time", otherwise="20:00"),
            Clause("every", "number", low=_SHORTEST_SLOT_MIN, high=_A_DAY_MIN, whole=True, otherwise=60),
            Clause("closed", "words", otherwise=()),
        ),
    ),
    BlockSpec(
        word="shop",
        family="doing",
        entity="must",
        clauses=(
            Clause("price", "field", types=("money", "number")),
            Clause("stock", "field", types=("number",)),
            Clause("picture", "field", types=("image", "text")),
            Clause("into", "entity", needed=True),
            Clause("items", "field", types=("long text", "text"), entity="into"),
            Clause("total", "field", types=("money", "number"), entity="into"),
            Clause("lines", "entity"),
        ),
    ),
    BlockSpec(
        word="poll",
        family="doing",
        label="must",
        words="must",
        clauses=(Clause("several", "flag"),),
    ),
    BlockSpec(word="chat", family="doing", entity="may"),
    BlockSpec(
        word="sign up sheet",
        family="doing",
        words="may",
        clauses=(Clause("places", "number", low=1, high=1000, whole=True, otherwise=1),),
        lines=(LineSpec("slot", clauses=(Clause("places", "number", low=1, high=1000, whole=True),)),),
    ),
    BlockSpec(
        word="register",
        family="doing",
        entity="must",
        clauses=(
            Clause("into", "entity", needed=True),
            Clause("person", "field", types=("reference",), entity="into"),
            Clause("day", "field", types=("date",), entity="into"),
            Clause("mark", "field", types=("choice",), entity="into"),
        ),
    ),
)
