"""`python run.py ship …`: makes what is installed, and tries it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import run
from shipping.bundle import BUNDLE, made_bundle
from shipping.llama import built_llama
from shipping.trials.empty_root import try_empty_root
from shipping.trials.old_processor import try_old_processors
from shipping.trials.room import TrialError
from shipping.weighing import table


def main(arguments: list[str]) -> int:
    """Make what is asked for and say where it lies.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="run.py ship", description=__doc__)
    parser.add_argument("what", choices=("llama", "bundle", "weigh", "try"))
    parser.add_argument("--out", type=Path, default=run.ROOT / "dist", help="the folder for what is made")
    asked = parser.parse_args(arguments)
    if asked.what == "llama":
        built = built_llama()
        print(f"{built.folder}: {', '.join((*built.variants, *built.backends))}")
    elif asked.what == "bundle":
        print(made_bundle(asked.out))
        print(table(asked.out / BUNDLE))
    elif asked.what == "try":
        try_empty_root(asked.out / BUNDLE, asked.out / "pictures")
        try_old_processors(asked.out / BUNDLE)
    else:
        print(table(asked.out / BUNDLE))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (run.SetupError, TrialError) as problem:
        run.tell(f"\n{problem}")
        sys.exit(1)
