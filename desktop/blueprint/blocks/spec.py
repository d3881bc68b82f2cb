"""How a block is described, so that one description serves parser, printer, grammar, checker and compiler.

A block is a section with a word of its own: `timer countdown "Eggs"; minutes 7`. Its first line is

    WORD [VARIANT] ["Label"] [of Entity] [: A | B | C] [; CLAUSE VALUE]…

and under it, indented once more, may stand lines of the form

    WORD ["Label"] [: "text" or A | B | C] [; CLAUSE VALUE]…

and, where `inputs` says so, fields and computed fields as in an entity. What a block looks like and
does is its part of the runtime, `resources/runtime/blocks/WORD.js`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SHAPES: tuple[str, ...] = (
    "flag",  # nothing: the word alone says yes              → True
    "number",  # `minutes 25`                                 → float
    "word",  # `speed fast`, one of `among`                   → str
    "text",  # `author "Ada"`, quoted                         → str
    "words",  # `faces A | B | C`, or just one                → tuple[str, ...]
    "colour",  # `colour tomato` or `#rrggbb`                 → str
    "icon",  # `icon 🍞`                                      → str
    "time",  # `from 09:00`                                   → str
    "field",  # a field of the block's entity, of `types`     → str
    "fields",  # `showing name, price`                        → tuple[str, ...]
    "entity",  # `into Order`                                 → str
    "page",  # `to Contact us`                                → str
    "test",  # `where EXPRESSION`, yes or no, over a record   → Expression
)
"""What can follow the word of a clause, and what the tree then holds."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What may follow a line, after `; `: `minutes 25`, `where returned is no`.

    Attributes:
        word: What it begins with; may be several words.
        shape: One of `SHAPES`.
        among: For `word`, what can be said.
        low, high: For `number`, the bounds, inclusive; checked.
        whole: For `number`, whether it must be a whole one.
        types: For `field` and `fields`, which types fit (`nodes.FIELD_TYPES`); empty for all.
        entity: For `field` and `fields`, the clause that names the entity they belong to; "" for the
            block's own `of Entity`.
        otherwise: What the runtime is given if it is not said; None for nothing.
        needed: Whether it must be said.
    """

    word: str
    shape: str
    among: tuple[str, ...] = ()
    low: float = 0
    high: float = 1_000_000
    whole: bool = False
    types: tuple[str, ...] = ()
    entity: str = ""
    otherwise: bool | float | str | tuple[str, ...] | None = None
    needed: bool = False


@dataclass(frozen=True, slots=True)
class LineSpec:
    """A line under a block.

    Attributes:
        word: What it begins with.
        label: `no`, `may` or `must`: whether a quoted text follows the word.
        after: What follows a colon: `` (nothing), `text` (quoted) or `words` (`A | B`).
        after_needed: Whether it must.
        clauses: What may follow, in this order.
    """

    word: str
    label: str = "must"
    after: str = ""
    after_needed: bool = False
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A block of the language. The one place that lists its pieces.

    By its name: the runtime `resources/runtime/blocks/WORD.js`, the style
    `resources/templates/css/blocks/WORD.css`, the example `tests/samples/blocks/WORD.blueprint` (for
    variants `WORD-VARIANT.blueprint`), the entry `### WORD` in `resources/language/FAMILY.md`, the
    browser tests `tests/browser/test_FAMILY….py`, and the words of the runtime
    `resources/messages/app/LANGUAGE/FAMILY.toml`. Blanks in a word become dashes in file names.
    A test holds each block to having all of them.

    Attributes:
        word: What its line begins with; may be several words.
        family: What it is described and tested with.
        variants: What may follow the word; if there are any, one must.
        label, entity, words: `no`, `may` or `must`.
        clauses: What may follow, in this order, whatever the variant.
        of_variant: Clauses of one variant, said after `clauses`.
        lines: What may stand under it.
        least_lines: Fewest of these lines, all kinds together.
        inputs: Whether fields and computed fields stand under it; then there is at least one of each.
        scripts: Further parts of the runtime it needs, e.g. `blocks/stage`; loaded before its own.
        variant_scripts: Whether each variant has a part of its own, `resources/runtime/WORD/VARIANT.js`.
        own_file: Whether it shows a file of the person's, `custom/LABEL.html` in the app's folder.
    """

    word: str
    family: str
    variants: tuple[str, ...] = ()
    label: str = "may"
    entity: str = "no"
    words: str = "no"
    clauses: tuple[Clause, ...] = ()
    of_variant: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    lines: tuple[LineSpec, ...] = ()
    least_lines: int = 0
    inputs: bool = False
    scripts: tuple[str, ...] = ()
    variant_scripts: bool = False
    own_file: bool = False

    def clauses_of(self, variant: str) -> tuple[Clause, ...]:
        """Return the clauses that may follow the first line, in order."""
        return (*self.clauses, *self.of_variant.get(variant, ()))

    def line_of(self, word: str) -> LineSpec | None:
        """Return what is known of a line under the block, None if it cannot stand there."""
        return next((line for line in self.lines if line.word == word), None)


def file_name(words: str) -> str:
    """Return words as they are in a file's name: `tic tac toe` is `tic-tac-toe`."""
    return words.replace(" ", "-")
