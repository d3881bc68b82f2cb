"""`python run.py ship …`: makes what is installed, and tries it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import run
from desktop.updates.minisign import PublicKey
from desktop.updates.update_file import this_platform
from desktop.version import PROGRAM_VERSION
from shipping.bundle import BUNDLE, made_bundle, version_of
from shipping.deb import made_deb
from shipping.home import made_home, packed
from shipping.keys import SecretKey, asked_password, made_pair, read_secret
from shipping.llama import built_llama
from shipping.macos.package import made_image
from shipping.trials.documents import try_documents
from shipping.trials.empty_root import try_empty_root
from shipping.trials.everybody import try_everybody
from shipping.trials.old_processor import try_old_processors
from shipping.trials.room import TrialError
from shipping.trials.systems import try_systems
from shipping.trials.updating import try_updating
from shipping.trials.windows import try_windows
from shipping.update_file import let_trust, made_update, public_key_in
from shipping.weighing import table
from shipping.wheel import made_wheel
from shipping.windows.package import made_packages

WHAT = (
    "llama",
    "bundle",
    "weigh",
    "deb",
    "tarball",
    "portable",
    "wheel",
    "installer",
    "update",
    "key",
    "all",
    "try",
)


def main(arguments: list[str]) -> int:
    """Make what is asked for and say where it lies.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="run.py ship", description=__doc__)
    parser.add_argument("what", choices=WHAT, help="packages are made of the bundle that is there")
    parser.add_argument("--out", type=Path, default=run.ROOT / "dist", help="the folder for what is made")
    parser.add_argument("--key", type=Path, help="signs updates; its public part is trusted")
    parser.add_argument("--trust", type=Path, action="append", default=[], help="another key to trust (.pub)")
    parser.add_argument("--to", type=Path, help="the folder for a new pair of keys, outside the checkout")
    asked = parser.parse_args(arguments)
    out: Path = asked.out
    bundle = out / BUNDLE
    if asked.what == "key":
        if asked.to is None:
            parser.error("--to says where the keys go")
        password = asked_password("A password for the secret key, or nothing: ")
        if password and asked_password("The same once more: ") != password:
            parser.error("the two passwords are not the same")
        print(*made_pair(asked.to, password), sep="\n")
        return 0
    key = read_secret(asked.key) if asked.key is not None else None
    if asked.what == "update" and key is None:
        parser.error("an update is signed: --key says with what")
    trusted = [*([key.public] if key is not None else []), *map(public_key_in, asked.trust)]
    for what in _wanted(asked.what, key):
        _trust(bundle, trusted)  # before a package is made of it
        _make(what, bundle, out, key)
    _trust(bundle, trusted)
    return 0


def _trust(bundle: Path, keys: list[PublicKey]) -> None:
    for key in keys if bundle.exists() else ():
        let_trust(bundle, key)


def _wanted(what: str, key: SecretKey | None) -> tuple[str, ...]:
    if what != "all":
        return (what,)
    packages = {"win32": ("installer",), "darwin": ("installer",)}.get(sys.platform, ("deb", "tarball"))
    return ("bundle", *packages, "portable", "wheel", *(("update",) if key is not None else ()))


def _make(what: str, bundle: Path, out: Path, key: SecretKey | None) -> None:
    name = f"homespun-{PROGRAM_VERSION}-{this_platform()}"
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
            print(packed(made_home(bundle, out / "tarball", portable=False), out, name))
        case "portable":
            print(made_home(bundle, out / "portable", portable=True))
        case "wheel":
            print(made_wheel(out))
        case "installer":
            # Packages for Windows can be made on Linux, of a bundle that was made on Windows.
            made = (made_image(bundle, out),) if sys.platform == "darwin" else made_packages(bundle, out)
            print(*made, sep="\n")
        case "update":
            assert key is not None
            print(made_update(bundle, version_of(bundle), out, key))
        case _:
            try_empty_root(bundle, out / "pictures")
            try_everybody(bundle, out)
            try_updating(bundle, out)
            try_systems(bundle, out)
            try_old_processors(bundle)
            try_windows()
            try_documents(bundle, out)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (run.SetupError, TrialError) as problem:
        run.tell(f"\n{problem}")
        sys.exit(1)
