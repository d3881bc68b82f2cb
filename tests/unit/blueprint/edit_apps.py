"""Apps to try edits on: examples, samples of every block and view, and some that the memory holds."""

from pathlib import Path
from random import Random

from desktop.blueprint import read
from desktop.blueprint.nodes import App

ROOT = Path(__file__).parents[3]
_FOLDERS = (
    "resources/examples",
    "tests/samples/blocks",
    "tests/samples/views",
    "tests/samples/people",
    "tests/samples/language/good",
)


def _texts() -> list[str]:
    texts = [
        path.read_text("utf-8")
        for folder in _FOLDERS
        for path in sorted((ROOT / folder).rglob("*.blueprint"))
    ]
    for path in sorted((ROOT / "models" / "data" / "apps").glob("*.txt")):
        for part in path.read_text("utf-8").split("\n=== ")[:12]:
            lines = [line for line in part.split("\n")[1:] if not line.startswith("?")]
            texts.append("\n".join(lines))
    return texts


APPS: list[App] = [reading.app for text in _texts() if (reading := read(text)).ok and reading.app is not None]


def one(random: Random) -> App:
    return random.choice(APPS)
