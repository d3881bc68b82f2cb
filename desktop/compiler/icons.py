"""Of all icons that there are, an app gets those that it draws.

`runtime/icons.js` holds one drawing a line under its name. An icon counts as used when its name
stands in quotes anywhere in the app's other scripts: a word too many keeps a line too many, which
does no harm, and nobody has to keep a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DRAWING = re.compile(r'^  "?(?P<name>[a-z-]+)"?: "M[^"]*",\n', re.MULTILINE)
_HEADING = re.compile(r"^  // .*\n(?=  //|\};)", re.MULTILINE)
"""The heading of a group of which nothing is left."""


def keep_used_icons(icons: str, scripts: Iterable[str]) -> str:
    """Return the script of the icons with only those drawings that the other scripts name.

    Args:
        icons: The text of `runtime/icons.js`.
        scripts: The texts of the app's other parts of the runtime.
    """
    named = set(re.findall(r'"([a-z-]+)"', "\n".join(scripts)))
    kept = _DRAWING.sub(lambda found: found[0] if found["name"] in named else "", icons)
    while (fewer := _HEADING.sub("", kept)) != kept:
        kept = fewer
    return kept
