"""A process on a disk of its own that is too small: a model is fetched and brought in until the disk is full.

Run by `test_hub.py` with the folder of the disk; prints what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from gguf_bytes import model_bytes  # noqa: E402
from hub_server import FILE, REPOSITORY, running_hub  # noqa: E402

from desktop.errors import HubError  # noqa: E402
from desktop.hub import Hub, download, file_named, import_model, parts  # noqa: E402


def main(disk: Path) -> None:
    """Fill the disk in every way, then make room."""
    folder = disk / "models"
    model = model_bytes(weights=131072)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(700 * 1024))
    told = {}
    with running_hub() as server:
        server.host(REPOSITORY, FILE, model)
        hub = Hub(server.address)
        file = file_named(hub, f"{REPOSITORY}/{FILE}")
        told["before"] = key_of(lambda: download(hub, file, folder=folder))
        told["asked_before"] = sum("resolve" in path for path, _ in server.asked)
        # Somebody else takes the room while it comes: the check before could not know.
        parts.free_bytes = lambda folder: 2**40
        told["meanwhile"] = key_of(lambda: download(hub, file, folder=folder))
        told["kept"] = [path.name.endswith(".part") for path in folder.iterdir()]
        for path in folder.iterdir():
            path.unlink()
        source = disk.parent / "brought.gguf"
        source.write_bytes(model)
        told["copy"] = key_of(lambda: import_model(source, folder=folder))
        told["copy_left"] = sorted(path.name for path in folder.iterdir())
        told["meanwhile_again"] = key_of(lambda: download(hub, file, folder=folder))
        ballast.unlink()
        server.asked.clear()
        told["whole"] = download(hub, file, folder=folder).path.read_bytes() == model
        told["went_on"] = any(asked for _, asked in server.asked)
    print(json.dumps(told))


def key_of(call) -> str:
    """The key of the sentence that it ends with."""
    try:
        call()
    except HubError as refused:
        return refused.key if str(refused) else "no sentence"
    return "nothing"


if __name__ == "__main__":
    os.environ["HOMESPUN_SETTINGS"] = str(Path(sys.argv[1]).parent / "settings")
    main(Path(sys.argv[1]))
