"""What the names of an app mean, looked up once and handed to all who plan a part of it."""

from __future__ import annotations

from desktop.blueprint import nodes
from desktop.blueprint.app_kinds import kinds_of, kinds_of_inputs
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import Book, book_of, scope_of
from desktop.compiler.expressions import Script, translate
from desktop.compiler.units import Shape, Units


class Meaning:
    """The types, units and names of an app.

    Args:
        app: A checked app, with what its features imply.

    Attributes:
        app: The same.
        book: What its expressions may name.
    """

    def __init__(self, app: nodes.App) -> None:
        self.app = app
        self.book: Book = book_of(app)
        self._kinds = kinds_of(app)
        self._units = Units()

    def translate(self, expression: nodes.Expression, entity: str, record: str) -> Script:
        """Return an expression over a record as JavaScript.

        Args:
            expression: A checked expression.
            entity: Whose record it is about.
            record: The JavaScript variable that holds the record.

        Raises:
            KeyError: If the app has no such entity.
        """
        return translate(expression, self._kinds[entity], record, self._units)

    def shape_of(self, entity: str, name: str) -> Shape:
        """Return what a field or computed field of an entity holds."""
        return self._units.shape_of_column(name, self._kinds[entity])

    def words_of(self, expression: nodes.Expression, entity: str) -> str:
        """Return an expression as it stands in a blueprint, for comments and captions."""
        return print_expression(expression, self.book.scope(entity))

    def kinds_of(self, entity: str) -> Kinds:
        """Return the types of an entity's fields."""
        return self._kinds[entity]

    def beside(self, inputs: nodes.Entity) -> Meaning:
        """Return the same with what is typed into a block, as if it were an entity of the app."""
        other = Meaning.__new__(Meaning)
        other.app, other._units = self.app, Units()
        other.book = Book(self.book.entities, {**self.book.scopes, inputs.name: scope_of(inputs)})
        other._kinds = {**self._kinds, inputs.name: kinds_of_inputs(inputs, self._kinds)}
        return other
