"""`homespun update`: a newer version from a file, or the way back."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from desktop.cli import exit_codes
from desktop.cli.report import to_json_text
from desktop.messages import say
from desktop.paths import installation
from desktop.updates import (
    Choice,
    administrators_keys,
    check_update,
    go_back,
    install,
    must_be_newer,
    starting_here,
    trusted_keys,
)


def run_update(arguments: Namespace) -> int:
    """Check or take an update, go back, or, without either, say what is here.

    Args:
        arguments: `file`, `check`, `back` and `json` of the command line.

    Raises:
        UpdateError: It cannot or must not be; nothing was changed.
    """
    if arguments.back:
        _tell_choice(go_back(installation()), "cli.update_went_back", as_json=arguments.json)
    elif arguments.file is None:
        _tell_state(as_json=arguments.json)
    elif arguments.check:
        _check(arguments.file, as_json=arguments.json)
    else:
        print(say("cli.update_working"), file=sys.stderr, flush=True)
        choice = install(arguments.file, installation(), trusted_keys())
        _tell_choice(choice, "cli.update_done", as_json=arguments.json)
    return exit_codes.OK


def _check(file: Path, *, as_json: bool) -> None:
    update = check_update(file, trusted_keys())
    must_be_newer(update, installation())
    if as_json:
        print(to_json_text(asdict(update)))
    else:
        facts = {"version": update.version, "platform": update.platform, "signer": update.signed_by}
        print(say("cli.update_checked", **facts))


def _tell_choice(choice: Choice, key: str, *, as_json: bool) -> None:
    print(to_json_text(asdict(choice)) if as_json else say(key, version=choice.version, other=choice.other))


def _tell_state(*, as_json: bool) -> None:
    here, keys = installation(), trusted_keys()
    choice = starting_here(here)
    names = [key.name for key in keys]
    if as_json:
        print(to_json_text({**asdict(choice), "kind": here.kind, "trusted": names}))
        return
    print(say("cli.update_here", version=choice.version))
    if choice.other:
        print(say("cli.update_kept", other=choice.other))
    if names:
        print(say("cli.update_trusts", names=", ".join(names)))
    else:
        print(say("cli.update_trusts_nobody", folder=administrators_keys()))
