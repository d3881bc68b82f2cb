"""Every command of the bundle, once: a library that was left out of it is noticed only by what needs it."""

from __future__ import annotations

import shlex

from shipping.trials.room import Room, TrialError, must_say

_TYPED = """
cd ~
mkdir out
homespun build "a plant watering tracker" --out plants
homespun edit plants "add a photo"
homespun explain plants
homespun history plants
homespun compare plants 1 2
homespun name plants 1 first
homespun branch plants trial
homespun restore plants 1
homespun replay plants
homespun migrate plants
homespun export plants --as html --out out/plants.html
homespun export plants --as zip --out out/plants.zip
homespun export plants --as folder --out out/web
homespun export plants --as bundle --out out/plants.homespun
homespun export plants --as code --out out/code
homespun import out/plants.homespun --to copy
homespun rename copy "Copied plants"
homespun duplicate copy
homespun bin "Homespun/Copied plants"
homespun bring-back "Copied plants"
homespun list
printf 'name\\nIvy\\n' > out/some.csv
homespun data plants import out/some.csv --into Plant
homespun data plants check
homespun data plants backup out/records.sqlite
homespun data plants export --as csv --out out/tables
homespun data plants export --as json --out out/records.json
homespun data plants restore out/records.sqlite
homespun models list
homespun models folders --add out
homespun update
homespun doctor
"""
_WITHOUT_NETWORK = ("models", "get", "qwen2.5-coder-0.5b")


def try_commands(room: Room, program: str) -> None:
    """Type them one after the other.

    Args:
        room: In which the program runs, without a network.
        program: Its path there.

    Raises:
        TrialError: One fails.
    """
    start = f'homespun() {{ {shlex.quote(program)} "$@"; }}'
    room.run("/bin/sh", "-ec", start + _TYPED)
    told = room.refused(program, *_WITHOUT_NETWORK)
    if "Traceback" in told:
        raise TrialError(told)
    must_say(told, "cannot be reached")
    print(f"{_TYPED.count('homespun ')} commands were typed, and a model asked for without a network.")
