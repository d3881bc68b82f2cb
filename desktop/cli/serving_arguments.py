"""The grammar of `homespun serve-model`.

What is not said is left to `remote`: its usual values are not loaded for help.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.messages import say


def add_serving_command(add: Callable[[str], argparse.ArgumentParser], words: Callable[[str], str]) -> None:
    """Add the command.

    Args:
        add: Makes the parser of a command, with its help.
        words: Reads what a person typed.
    """
    serve = add("serve-model")
    serve.add_argument(
        "model", nargs="?", type=words, default="", metavar="MODEL", help=say("cli.serve_model")
    )
    serve.add_argument("--lan", action="store_true", help=say("cli.serve_lan"))
    serve.add_argument("--port", type=_within(1, 65535), metavar="N", help=say("cli.serve_port"))
    serve.add_argument("--at-once", type=_within(1, 256), metavar="N", help=say("cli.serve_at_once"))
    serve.add_argument(
        "--context",
        type=_within(512, 1_000_000),
        metavar="N",
        help=say("cli.serve_context"),
    )
    serve.add_argument("--program", type=Path, metavar="PATH", help=say("cli.serve_program"))
    serve.add_argument("--json", action="store_true", help=say("cli.json"))


def _within(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:20]) <= most):
            raise argparse.ArgumentTypeError(say("cli.serve_range", least=least, most=most))
        return int(text)

    return read
