"""The blocks of the family `content`: what a site of a shop, a club or one person is made of.

There are no image files: `picture 🍞` is drawn large, on a pattern of the theme's colours, and
`icon 🍞` small, before a heading. Buttons lead to a page of the app or to an address.
"""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec

_PICTURE = Clause("picture", "icon")
_ICON = Clause("icon", "icon")
_TO = Clause("to", "page")
_LINK = Clause("link", "text")

_TEXT = LineSpec("text")
_BUTTON = LineSpec("button", clauses=(_TO, _LINK))

BLOCKS: tuple[BlockSpec, ...] = (
    BlockSpec(
        "hero",
        family="content",
        label="must",
        clauses=(_PICTURE,),
        lines=(_TEXT, _BUTTON),
    ),
    BlockSpec(
        "image text",
        family="content",
        label="must",
        clauses=(_PICTURE, Clause("side", "word", among=("left", "right"))),
        lines=(_TEXT, _BUTTON),
    ),
    BlockSpec(
        "features",
        family="content",
        lines=(LineSpec("item", after="text", clauses=(_ICON,)),),
        least_lines=1,
    ),
    BlockSpec(
        "steps",
        family="content",
        lines=(LineSpec("step", after="text", clauses=(_ICON,)),),
        least_lines=1,
    ),
    BlockSpec(
        "figures",
        family="content",
        lines=(LineSpec("figure", after="text", after_needed=True),),
        least_lines=1,
    ),
    BlockSpec(
        "pricing",
        family="content",
        lines=(
            LineSpec(
                "plan",
                after="text",
                clauses=(
                    Clause("price", "text"),
                    Clause("per", "word", among=("hour", "day", "week", "month", "year", "person")),
                    Clause("includes", "words"),
                    Clause("button", "text"),
                    _TO,
                    _LINK,
                    Clause("best", "flag"),
                ),
            ),
        ),
        least_lines=1,
    ),
    BlockSpec(
        "team",
        family="content",
        lines=(
            LineSpec(
                "person",
                after="text",
                clauses=(_PICTURE, Clause("about", "text"), Clause("email", "text"), Clause("phone", "text")),
            ),
        ),
        least_lines=1,
    ),
    BlockSpec(
        "testimonials",
        family="content",
        lines=(
            LineSpec("quote", after="text", clauses=(Clause("stars", "number", low=1, high=5, whole=True),)),
        ),
        least_lines=1,
    ),
    BlockSpec(
        "quote",
        family="content",
        label="must",
        clauses=(Clause("by", "text"),),
    ),
    BlockSpec(
        "faq",
        family="content",
        lines=(LineSpec("question", after="text", after_needed=True),),
        least_lines=1,
    ),
    BlockSpec(
        "carousel",
        family="content",
        clauses=(Clause("seconds", "number", low=3, high=60),),
        lines=(LineSpec("slide", after="text", clauses=(_PICTURE, Clause("button", "text"), _TO, _LINK)),),
        least_lines=1,
    ),
    BlockSpec(
        "pictures",
        family="content",
        lines=(LineSpec("picture", after="text", clauses=(_ICON,)),),
        least_lines=1,
    ),
    BlockSpec(
        "portfolio",
        family="content",
        lines=(LineSpec("work", after="text", clauses=(_PICTURE, Clause("tags", "words"), _TO, _LINK)),),
        least_lines=1,
    ),
    BlockSpec(
        "history",
        family="content",
        lines=(LineSpec("event", after="text", after_needed=True, clauses=(_ICON,)),),
        least_lines=1,
    ),
    BlockSpec(
        "opening hours",
        family="content",
        lines=(LineSpec("day", after="text", after_needed=True), _TEXT),
        least_lines=1,
    ),
    BlockSpec(
        "menu card",
        family="content",
        lines=(
            LineSpec("course"),
            LineSpec("dish", after="text", clauses=(Clause("price", "text"), Clause("tags", "words"))),
            _TEXT,
        ),
        least_lines=1,
    ),
    BlockSpec(
        "links",
        family="content",
        lines=(LineSpec("link", after="text", after_needed=True, clauses=(_ICON,)),),
        least_lines=1,
    ),
    BlockSpec(
        "address",
        family="content",
        clauses=(
            Clause("street", "text"),
            Clause("town", "text"),
            Clause("phone", "text"),
            Clause("email", "text"),
        ),
        lines=(_TEXT,),
    ),
    BlockSpec(
        "banner",
        family="content",
        label="must",
        clauses=(_ICON, Clause("button", "text"), _TO, _LINK, Clause("can close", "flag")),
    ),
    BlockSpec(
        "call to action",
        family="content",
        label="must",
        lines=(_TEXT, _BUTTON),
    ),
    BlockSpec("divider", family="content"),
    BlockSpec(
        "footer",
        family="content",
        lines=(_TEXT, LineSpec("link", clauses=(_TO, _LINK))),
    ),
)
"""The blocks of the family `content`."""
