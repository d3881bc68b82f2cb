"""Hypothesis strategies for trees: apps as the assembler or a person's editor would build them."""

from hypothesis import strategies as st

from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.nodes import (
    Action,
    App,
    Assignment,
    Binary,
    Call,
    Chart,
    Collection,
    Computed,
    Entity,
    Field,
    FieldRef,
    Form,
    Measure,
    Moment,
    Number,
    Page,
    Paragraph,
    Sample,
    Sort,
    Stat,
    Text,
    Theme,
    Unary,
    YesNo,
)

WORDS = [
    "due",
    "date",
    "is paid",
    "and then",
    "Größe",
    "водa",
    "名前",
    "price (net)",
    "by hand",
    "of",
    "e-mail",
    "ok?",
]
names = st.builds(" ".join, st.lists(st.sampled_from(WORDS[:7]), min_size=1, max_size=2)) | st.sampled_from(
    WORDS
)
words = st.text(st.sampled_from("abc ÄЖ名,;:|=#()'é🌱-"), max_size=12)
labels = words.map(lambda text: ("x" + text).strip())
# Not a bare "yes": a tree that sets a choice to the literal yes is ill-typed, and reads back as the option.
options = st.sampled_from(
    ["Done", "In progress", "A+", "10 %", "yes or no", "is", "Zoë", ":(", "2 (two)", "C/D"]
)
numbers = st.integers(0, 999_999).map(lambda value: Number(value / 100))
colours = st.sampled_from(["", "#a1b2c3", *COLOUR_NAMES])


def expressions(fields: list[str]) -> st.SearchStrategy:
    """Expressions over some fields; every operator and function, to any shape of tree."""
    leaves = (
        numbers
        | words.map(Text)
        | st.booleans().map(YesNo)
        | st.sampled_from(["today", "now", "2026-03-01"]).map(Moment)
    )
    leaves |= st.sampled_from(fields).map(FieldRef)
    operators = ["+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "and", "or"]
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(Binary, st.sampled_from(operators), inner, inner)
            | st.builds(Unary, st.sampled_from(["not", "-"]), inner)
            | st.builds(lambda *values: Call("if", values), inner, inner, inner)
            | st.builds(lambda *values: Call("days between", values), inner, inner)
        ),
        max_leaves=12,
    )


@st.composite
def fields(draw: st.DrawFn, name: str) -> Field:
    kind = draw(
        st.sampled_from(["text", "number", "choice", "tags", "date", "yes/no", "reference", "money", "image"])
    )
    extra = {"required": draw(st.booleans()), "unique": draw(st.booleans())}
    match kind:
        case "choice" | "tags":
            chosen = tuple(draw(st.lists(options, min_size=2, max_size=4, unique=True)))
            default = draw(st.none() | st.sampled_from(chosen).map(Text)) if kind == "choice" else None
            return Field(name, kind, options=chosen, default=default, **extra)
        case "number" | "money":
            low = draw(st.none() | st.integers(-500, 0).map(float))
            default = draw(st.none() | numbers)
            return Field(
                name,
                kind,
                unit=draw(st.sampled_from(["", "km/h", "€"])),
                minimum=low,
                default=default,
                **extra,
            )
        case "reference":
            return Field(name, kind, target=draw(st.sampled_from(["Thing", "Other thing"])), **extra)
        case "text":
            return Field(name, kind, default=draw(st.none() | words.map(Text)), **extra)
        case "yes/no":
            return Field(name, kind, default=draw(st.none() | st.booleans().map(YesNo)), **extra)
        case "date":
            return Field(name, kind, default=draw(st.sampled_from([None, Moment("today")])), **extra)
    return Field(name, kind, **extra)


@st.composite
def entities(draw: st.DrawFn, name: str) -> Entity:
    chosen = draw(st.lists(names, min_size=3, max_size=5, unique=True))
    made = tuple(draw(fields(each)) for each in chosen[:-1])
    known = chosen[:-1]
    computed = (Computed(chosen[-1], draw(expressions(known))),)
    sets = tuple(Assignment(each, draw(expressions(known))) for each in known[:2])
    values = draw(st.lists(st.none() | words, min_size=1, max_size=len(made)))
    return Entity(name, made, computed, (Action("Do it", sets),), (Sample(tuple(values)),))


@st.composite
def sections(draw: st.DrawFn, entity: Entity) -> object:
    known = [field.name for field in entity.fields]
    one, some = st.sampled_from(known), st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple)
    where = st.none() | expressions(known)
    measure = st.builds(Measure, st.just("count"), st.just(entity.name), where=where) | st.builds(
        Measure, st.sampled_from(["sum", "average", "min", "max"]), st.just(entity.name), one, where
    )
    sort = st.none() | st.builds(Sort, one, st.booleans())
    rest = {"showing": some, "where": where, "search": st.booleans(), "filters": some, "sort": sort}
    return draw(
        st.builds(Collection, st.sampled_from(["table", "list", "cards"]), st.just(entity.name), **rest)
        | st.builds(Collection, st.sampled_from(["board", "calendar"]), st.just(entity.name), by=one, **rest)
        | st.builds(Stat, labels, measure)
        | st.builds(Chart, st.sampled_from(["bar", "line", "pie"]), measure, one)
        | st.builds(Form, st.just(entity.name), some)
        | st.builds(Paragraph, labels)
    )


@st.composite
def apps(draw: st.DrawFn) -> App:
    made = (draw(entities("Thing")), draw(entities("Other thing")))
    shown = tuple(draw(sections(entity)) for entity in made)
    theme = Theme(draw(st.sampled_from(["", "light", "dark"])), draw(colours), draw(colours))
    return App(
        draw(labels),
        draw(words.map(str.strip)),
        draw(st.sampled_from(["", "🌱", "👩‍🔧"])),
        theme,
        made,
        (Page("All", shown),),
    )
