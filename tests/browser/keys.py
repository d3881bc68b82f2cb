"""Keys by name, as both browsers want to hear of them: a keyboard with American letters."""

from __future__ import annotations

_NAMED = {  # name: (code of Windows, code of an X11 keyboard)
    "Backspace": (8, 22),
    "Tab": (9, 23),
    "Enter": (13, 36),
    "Shift": (16, 50),
    "Control": (17, 37),
    "Escape": (27, 9),
    "PageUp": (33, 112),
    "PageDown": (34, 117),
    "End": (35, 115),
    "Home": (36, 110),
    "ArrowLeft": (37, 113),
    "ArrowUp": (38, 111),
    "ArrowRight": (39, 114),
    "ArrowDown": (40, 116),
    "Delete": (46, 119),
    "F2": (113, 68),
}
_ROWS = (("1234567890", 10), ("qwertyuiop", 24), ("asdfghjkl", 38), ("zxcvbnm", 52))
_X11 = {letter: first + at for row, first in _ROWS for at, letter in enumerate(row)} | {" ": 65}


def text_of(key: str) -> str:
    """Return what a key writes; "" for one that writes nothing."""
    return "\r" if key == "Enter" else key if len(key) == 1 else ""


def dom_code(key: str) -> str:
    """Return `KeyboardEvent.code`: the place of the key, whatever is printed on it."""
    if len(key) > 1:
        return {"Shift": "ShiftLeft", "Control": "ControlLeft"}.get(key, key)
    if key.isascii() and key.isalpha():
        return f"Key{key.upper()}"
    return f"Digit{key}" if key.isdigit() else "Space" if key == " " else ""


def windows_code(key: str) -> int:
    """Return the number that Windows gives a key; 0 for a sign whose place differs by country."""
    if key in _NAMED:
        return _NAMED[key][0]
    return ord(key.upper()) if key == " " or (key.isascii() and key.isalnum()) else 0


def x11_code(key: str) -> int:
    """Return the number that an X11 keyboard gives a key; 0 where there is no such key by itself."""
    return _NAMED[key][1] if key in _NAMED else _X11.get(key.lower(), 0)
