"""Other lines in the place of those that are selected, as one step for Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextBlock, QTextCursor


def lines_changed(cursor: QTextCursor, change: Callable[[Sequence[str]], list[str]]) -> QTextCursor:
    """Change whole lines.

    Args:
        cursor: What is selected, or the line that it stands in.
        change: Gives as many lines as it is given.

    Returns:
        The cursor after it: with the same lines selected, or as far from the end of its line as before.
    """
    document = cursor.document()
    first, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    if last != first and cursor.selectionEnd() == last.position():
        last = last.previous()  # a selection that ends before a line does not have it
    lines = _between(first, last)
    changed = change(lines)
    if changed == lines:
        return cursor
    selected, number = cursor.hasSelection(), cursor.blockNumber()
    from_end = cursor.block().length() - 1 - cursor.positionInBlock()
    start = first.position()
    cursor.beginEditBlock()
    cursor.setPosition(start)
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("\n".join(changed))
    cursor.endEditBlock()
    if selected:
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    else:
        block = document.findBlockByNumber(number)
        cursor.setPosition(max(block.position(), block.position() + block.length() - 1 - from_end))
    return cursor


def _between(first: QTextBlock, last: QTextBlock) -> list[str]:
    lines = [first.text()]
    while first != last and first.isValid():
        first = first.next()
        lines.append(first.text())
    return lines
