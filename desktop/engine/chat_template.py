"""A conversation in the words that a model was trained on, by the template that its file brings.

The template is a program in Jinja, written by a stranger: in llama-cpp-python such a file could run
anything (CVE-2024-34359). So it is carried out in the child, in Jinja's sandbox for immutable values, with
few filters and methods, a limit on its length, on its result and on its memory, and while the client
watches the clock (`Stage` in `protocol`). Jinja2 belongs to the compiler; it is a second owner's here,
because what models bring are Jinja templates and nothing else reads them.

The template never sees a person's words. It is given a mark for each text, and where it puts the mark the
text goes: as text, in which the name of a special token is just letters (`special_tokens`).
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.ext import Extension, LoopControlExtension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop.engine.completion import Message
from desktop.engine.memory_limit import at_most
from desktop.engine.prompt_parts import Part
from desktop.errors import ModelError

MAX_TEMPLATE_CHARACTERS = 128 * 1024  # the longest in use have some 30,000
MAX_RESULT_CHARACTERS = 1024 * 1024  # without the texts
MAX_PROMPT_CHARACTERS = 8 * 1024 * 1024
MAX_INTEGER_BITS = 256
MAX_REPEATED = 10_000
MEMORY_BYTES = 256 * 1024 * 1024
# A prompt is the same on every day, as its seed promises; the day is the one that Llama 3's template takes.
TODAY = datetime.date(2024, 7, 26)

_FILTERS = frozenset(
    {
        "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float",
        "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
        "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "sort",
        "string", "sum", "title", "trim", "unique", "upper",
    }
)  # fmt: skip
_TEXT_METHODS = frozenset(
    {
        "capitalize", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdigit", "islower",
        "isspace", "isupper", "join", "lower", "lstrip", "partition", "removeprefix", "removesuffix",
        "replace", "rfind", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith",
        "strip", "title", "upper",
    }
)  # fmt: skip
_GLOBALS = ("range", "dict", "namespace")
_DATE = re.compile(r"(?:%[aAbBdHIjmMpSyY]|[\w ,.:/-]){1,64}")
# Characters of Unicode's private use: no template looks for them, and none trims or changes them.
_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000([0-9]{1,9})\ue001")


class ChatTemplate:
    """A model's template, compiled.

    Args:
        source: Jinja.
        begin, end: The text of the tokens that begin and end a text, perhaps empty.
        file: The model's file, for errors.

    Raises:
        ModelError: `model_without_chat` if there is none, `model_chat_template` if it cannot be used.
    """

    def __init__(self, source: str, begin: str, end: str, file: str) -> None:
        if not source.strip():
            raise ModelError("model_without_chat", file=file)
        self._file = file
        self._tokens = {"bos_token": begin, "eos_token": end}
        if len(source) > MAX_TEMPLATE_CHARACTERS:
            raise ModelError("model_chat_template", file=file)
        try:
            with at_most(MEMORY_BYTES):
                self._template = _Sandbox().from_string(source)
        except Exception as error:
            raise ModelError("model_chat_template", file=file) from error

    def parts(self, messages: Sequence[Message]) -> tuple[Part, ...]:
        """Return the prompt that asks for the assistant's next text, in pieces.

        Spaces and empty lines around a text are taken off, as most templates do. Where the template refuses
        a system's text or drops it, it is put before the first text of the user.

        Raises:
            ModelError: `model_chat_template` if the template fails, or does not say what was said.
        """
        said = tuple(replace(message, text=message.text.strip()) for message in messages)
        texts = tuple(message.text for message in said)
        marked = [(message.role, _MARK.format(place)) for place, message in enumerate(said)]
        try:
            with at_most(MEMORY_BYTES):
                rendered = self._render(marked)
                if rendered is None or not _is_whole(rendered, len(said)):
                    rendered = self._render(_without_system(marked))
        except Exception as error:
            raise ModelError("model_chat_template", file=self._file) from error
        if rendered is None or not _is_whole(rendered, len(said)):
            raise ModelError("model_chat_template", file=self._file)
        parts = tuple(_filled(rendered, texts))
        if sum(len(part.text) for part in parts) > MAX_PROMPT_CHARACTERS:
            raise ModelError("model_chat_template", file=self._file)
        return parts

    def _render(self, marked: Sequence[tuple[str, str]]) -> str | None:
        """Return what the template makes of a conversation; `None` if it refuses it."""
        facts: dict[str, Any] = {
            "messages": [{"role": role, "content": text} for role, text in marked],
            "add_generation_prompt": True,
            "enable_thinking": False,  # what is thought aloud costs tokens, and fits no grammar
            "tools": None,
            "documents": None,
            **self._tokens,
        }
        pieces, length = [], 0
        try:
            for piece in self._template.generate(facts):
                length += len(piece)
                if length > MAX_RESULT_CHARACTERS:
                    raise OverflowError("the result is too long")
                pieces.append(piece)
        except _RefusedError:
            return None
        return "".join(pieces)


class _RefusedError(TemplateError):
    """The template called `raise_exception`: it does not know such a conversation."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja as the makers of models use it (trimmed blocks, loop controls), with what templates need."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[LoopControlExtension, _Generation])
        # Those left out fail when they are used: a template may name one for what is never asked of it here.
        self.filters = {name: self.filters[name] if name in _FILTERS else _unsafe for name in self.filters}
        self.filters["tojson"] = _to_json
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self.globals |= {"raise_exception": _refuse, "strftime_now": _day}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """Of a text's methods, those that cannot make it huge at one stroke."""
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Sums that could last for ever, or fill the memory, are refused before they begin."""
        for value in (left, right):
            if isinstance(value, int) and value.bit_length() > MAX_INTEGER_BITS:
                raise SecurityError("a number that large")
        if operator == "*" and not (_is_number(left) and _is_number(right)):
            many, times = (right, left) if isinstance(left, int) else (left, right)
            if len(many) * times > MAX_REPEATED:
                raise SecurityError("a text repeated so often")
        elif operator != "*" and not (_is_number(left) and _is_number(right)):
            raise SecurityError("numbers only")
        if operator == "**" and abs(right) > MAX_INTEGER_BITS:
            raise SecurityError("a number that large")
        return super().call_binop(context, operator, left, right)


class _Generation(Extension):
    """`{% generation %} … {% endgeneration %}` marks what a model learns from; here it does nothing."""

    tags = frozenset({"generation"})  # type: ignore[assignment]  # Jinja wants no more than `in`

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Return the content."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _without_system(marked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Call the system a user, and let nobody speak twice in succession."""
    turns: list[tuple[str, str]] = []
    for role, text in marked:
        speaker = "user" if role == "system" else role
        if turns and turns[-1][0] == speaker:
            turns[-1] = (speaker, f"{turns[-1][1]}\n\n{text}")
        else:
            turns.append((speaker, text))
    return turns


def _is_whole(rendered: str, count: int) -> bool:
    """Whether every text has its place."""
    return {int(number) for number in _MARKS.findall(rendered)} >= set(range(count))


def _filled(rendered: str, texts: Sequence[str]) -> Iterator[Part]:
    # Between two pieces of the template stands the number of a text.
    for place, piece in enumerate(_MARKS.split(rendered)):
        if place % 2 == 0:
            yield Part(piece, True)
        elif int(piece) < len(texts):
            yield Part(texts[int(piece)], False)


def _refuse(*reasons: object) -> None:
    del reasons
    raise _RefusedError


def _unsafe(*values: object, **options: object) -> None:
    del values, options
    raise SecurityError("a filter that no template needs")


def _day(form: str) -> str:
    # Some C libraries pad a field to any width that is asked for.
    if not _DATE.fullmatch(form):
        raise SecurityError("no such form of a date")
    return TODAY.strftime(form)


def _to_json(value: Any, indent: int | None = None) -> str:  # noqa: ANN401
    if indent is not None and not 0 <= indent <= 8:
        raise SecurityError("no such indent")
    pieces, length = [], 0
    # Piece by piece: a small tree of lists, each named twice, is a huge text.
    for piece in json.JSONEncoder(ensure_ascii=False, indent=indent).iterencode(value):
        length += len(piece)
        if length > MAX_RESULT_CHARACTERS:
            raise SecurityError("a text that long")
        pieces.append(piece)
    return "".join(pieces)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float))
