"""axe-core, which knows what people with screen readers and weak eyes need, let loose on a page."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from tab import Tab

_SERIOUS = """axe.run(document, { resultTypes: ["violations"], preload: false, iframes: false }).then(({ violations }) => violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""


@cache
def _script() -> str:
    # The package around it wants a whole other browser driver; it is not imported, only looked into.
    package = importlib.util.find_spec("axe_playwright_python")
    assert package and package.submodule_search_locations, "run.py test installs axe"
    return Path(package.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")


_AT_REST = (
    "document.getAnimations().every((each) => "
    "each.playState !== 'running' || each.effect?.getComputedTiming().iterations === Infinity)"
)
"""What is still fading in has no colours to be judged by."""


def complaints_of_axe(tab: Tab) -> list[str]:
    """Return what axe calls serious or critical in the page as it is now, a line each."""
    if not tab.run("typeof axe === 'object'"):
        tab.run(f"{{ {_script()} }}")
    tab.wait(_AT_REST)
    found = tab.run(_SERIOUS)
    assert isinstance(found, list)
    return found
