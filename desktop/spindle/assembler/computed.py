"""Words of something to be worked out → a computed field: `days left` → `due - today`."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint import check
from desktop.blueprint.nodes import (
    App,
    Binary,
    Call,
    Collection,
    Computed,
    Entity,
    Expression,
    Field,
    FieldRef,
    Moment,
    Number,
    Page,
)
from desktop.spindle.assembler.formula import formula_after
from desktop.spindle.naming import closeness, field_name, stems

_TODAY = Moment("today")
_NUMBERS = ("number", "money", "percent", "duration")


def computed_of(
    wishes: tuple[tuple[str, str], ...], entity: Entity, lent: Entity | None
) -> tuple[Entity, tuple[str, ...]]:
    """Give an entity the computed fields that were asked for.

    Args:
        wishes: For each, its name in the person's words and the text of the request that follows.
        entity: Who gets them.
        lent: The remembered entity that is alike, whose formulas may serve.

    Returns:
        The entity, and the wishes for which nobody knows the formula.
    """
    unclear: list[str] = []
    for wish, after in wishes:
        name = field_name(wish)
        taken = {field.name for field in entity.fields} | {one.name for one in entity.computed}
        if name in taken:
            continue
        formula = (
            formula_after(after, entity.fields)
            or _remembered(name, entity, lent)
            or _worked_out(name, entity.fields)
        )
        grown = (
            replace(entity, computed=(*entity.computed, Computed(name, formula)))
            if formula and name
            else entity
        )
        if grown is entity or _problems(grown) > _problems(entity):
            unclear.append(wish)  # no formula, or one that mixes what cannot be mixed (two times of day, say)
        else:
            entity = grown
    return entity, tuple(unclear)


def _problems(entity: Entity) -> int:
    """How many problems the checker has with an entity on its own."""
    page = Page("All", (Collection("table", entity.name),))
    return len(check(App("App", entities=(entity,), pages=(page,))))


def references(expression: Expression) -> frozenset[str]:
    """The names of the fields that an expression reads."""
    if isinstance(expression, FieldRef):
        return frozenset((expression.name,))
    if isinstance(expression, Binary):
        return references(expression.left) | references(expression.right)
    if isinstance(expression, Call):
        return frozenset().union(*(references(argument) for argument in expression.arguments))
    operand = getattr(expression, "operand", None)
    return references(operand) if operand is not None else frozenset()


def _remembered(name: str, entity: Entity, lent: Entity | None) -> Expression | None:
    """The formula of a remembered computed field of that meaning, if its fields are here."""
    here = {field.name for field in entity.fields}
    for one in lent.computed if lent else ():
        if closeness(name, one.name) >= 0.5 and references(one.expression) <= here:
            return one.expression
    return None


def _find(fields: tuple[Field, ...], types: tuple[str, ...], *words: str) -> Field | None:
    wanted = frozenset().union(*(stems(word) for word in words)) if words else frozenset()
    fitting = [field for field in fields if field.type in types]
    if not words:
        return fitting[0] if fitting else None
    return next((field for field in fitting if stems(field.name) & wanted), None)


def _worked_out(name: str, fields: tuple[Field, ...]) -> Expression | None:
    """The formula that common words stand for, from the fields that are here."""
    said = stems(name)

    def about(*words: str) -> bool:
        return bool(said & frozenset().union(*(stems(word) for word in words)))

    dates = [field for field in fields if field.type == "date"]
    if about("age", "old"):
        born = _find(fields, ("date",), "birthday", "birth", "born") or (dates[0] if dates else None)
        return Call("years between", (FieldRef(born.name), _TODAY)) if born else None
    ending = _find(fields, ("date",), "due", "deadline", "back", "expiry", "expire", "end", "return")
    of_days = about("day", "overdue", "late", "until", "since", "ago")
    # What is left of a day that was not to be an end (somebody's birthday) is something else.
    if dates and (of_days or (about("left") and ending)):
        date = ending or dates[0]
        if about("overdue", "late", "since", "ago"):
            return Binary("-", _TODAY, FieldRef(date.name))
        if about("between", "night", "stay") and len(dates) > 1:
            return Binary("-", FieldRef(dates[1].name), FieldRef(dates[0].name))
        return Binary("-", FieldRef(date.name), _TODAY)
    if about("night", "duration", "length", "long") and len(dates) > 1:
        return Binary("-", FieldRef(dates[1].name), FieldRef(dates[0].name))
    if about("next", "due") and dates:
        every = _find(fields, ("number",), "every", "interval", "day", "often", "frequency")
        return Binary("+", FieldRef(dates[0].name), FieldRef(every.name)) if every else None
    if about("speed") or ({"kilomet", "mile"} & said and "hour" in said):
        distance = _find(fields, ("number",), "distance", "km", "miles")
        took = _find(fields, ("duration", "number"), "time", "duration", "hours", "minutes")
        if distance and took and took is not distance:
            hours: Expression = FieldRef(took.name)
            if took.type == "duration" or took.unit.startswith("min"):
                hours = Binary("/", hours, Number(60))
            return Call("round", (Binary("/", FieldRef(distance.name), hours), Number(1)))
        return None
    if about("bmi"):
        weight, height = _find(fields, ("number",), "weight"), _find(fields, ("number",), "height")
        if weight and height:
            high: Expression = FieldRef(height.name)
            if height.unit != "m":
                high = Binary("/", high, Number(100))
            return Call("round", (Binary("/", FieldRef(weight.name), Binary("*", high, high)), Number(1)))
        return None
    return _of_numbers(
        said,
        about("profit", "margin", "earn", "gain", "loss"),
        about("left", "remain", "balance", "rest", "difference", "owe", "open"),
        fields,
    )


def _of_numbers(
    said: frozenset[str], gain: bool, remaining: bool, fields: tuple[Field, ...]
) -> Expression | None:
    money = [field for field in fields if field.type == "money"]
    numbers = [field for field in fields if field.type in _NUMBERS]
    if gain and len(money) > 1:
        cost = (
            _find(fields, ("money",), "cost", "buy", "bought", "paid", "purchase", "expense", "spent")
            or money[1]
        )
        price = next((field for field in money if field is not cost), None)
        return Binary("-", FieldRef(price.name), FieldRef(cost.name)) if price else None
    if remaining and len(numbers) > 1:
        same = money if len(money) > 1 else [field for field in numbers if field.type == numbers[0].type]
        return Binary("-", FieldRef(same[0].name), FieldRef(same[1].name)) if len(same) > 1 else None
    price = _find(fields, ("money",), "price", "rate", "fee", "cost", "wage") or (money[0] if money else None)
    count = next(
        (
            field
            for field in fields
            if field.type in ("number", "duration") and not field.name.startswith("year")
        ),
        None,
    )
    if said & frozenset().union(*(stems(word) for word in ("average", "per", "mean"))):
        if "per" not in said and price and count:
            return Binary("/", FieldRef(price.name), FieldRef(count.name))
        return None
    if price and count:
        value: Expression = FieldRef(count.name)
        if count.type == "duration":
            value = Binary("/", value, Number(60))
        return Binary("*", value, FieldRef(price.name))
    if len(numbers) > 1 and said & frozenset().union(
        *(stems(word) for word in ("total", "sum", "score", "points", "amount"))
    ):
        total: Expression = FieldRef(numbers[0].name)
        for field in numbers[1:5]:
            if field.type == numbers[0].type:
                total = Binary("+", total, FieldRef(field.name))
        return total if isinstance(total, Binary) else None
    return None
