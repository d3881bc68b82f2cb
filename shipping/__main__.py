"""`python run.py ship …`: makes what is installed, and tries it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import run
from desktop.version import PROGRAM_VERSION
from shipping.bundle import BUNDLE, made_bundle
from shipping.deb import made_deb
from shipping.home import made_home, packed
from shipping.llama import built_llama
from shipping.trials.documents import try_documents
from shipping.trials.empty_root import try_empty_root
from shipping.trials.everybody import try_everybody
from shipping.trials.old_processor import try_old_processors
from shipping.trials.room import TrialError
from shipping.weighing import table
from shipping.wheel import made_wheel

WHAT = ("llama", "bundle", "weigh", "deb", "tarball", "portable", "wheel", "all", "try")


def main(arguments: list[str]) -> int:
    """Make what is asked for and say where it lies.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="run.py ship", description=__doc__)
    parser.add_argument("what", choices=WHAT, help="packages are made of the bundle that is there")
    parser.add_argument("--out", type=Path, default=run.ROOT / "dist", help="the folder for what is made")
    asked = parser.parse_args(arguments)
    out: Path = asked.out
    bundle = out / BUNDLE
    wanted = ("bundle", "deb", "tarball", "portable", "wheel") if asked.what == "all" else (asked.what,)
    for what in wanted:
        _make(what, bundle, out)
    return 0


def _make(what: str, bundle: Path, out: Path) -> None:
    platform = f"{PROGRAM_VERSION}-linux-x86_64"
    match what:
        case "llama":
            built = built_llama()
            print(f"{built.folder}: {', '.join((*built.variants, *built.backends))}")
        case "bundle":
            print(made_bundle(out), table(bundle), sep="\n")
        case "weigh":
            print(table(bundle))
        case "deb":
            print(made_deb(bundle, out))
        case "tarball":
            print(packed(made_home(bundle, out / "tarball", portable=False), out, f"homespun-{platform}"))
        case "portable":
            print(made_home(bundle, out / "portable", portable=True))
        case "wheel":
            print(made_wheel(out))
        case _:
            try_empty_root(bundle, out / "pictures")
            try_everybody(bundle, out)
            try_old_processors(bundle)
            try_documents(bundle, out)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (run.SetupError, TrialError) as problem:
        run.tell(f"\n{problem}")
        sys.exit(1)
