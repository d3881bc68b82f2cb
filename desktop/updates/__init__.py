"""One file from a stick or a share in, a newer version of the program beside the older one.

    check_update(path, trusted_keys()) -> Update        whether it is whole, whose, and what is in it
    install(path, installation(), keys) -> Choice       it starts from now on, the older one is kept
    go_back(installation()) -> Choice                   the other one of the two starts

An update counts only with the signature (minisign's, ed25519) of a key that lies in the program itself or
in the folder of those who look after the computer. Nothing of it is unpacked, let alone run, before that is
certain. Apps, settings and models are not touched, and nobody on a network is asked. What this cannot do:
know that there is an update which nobody has brought.

    minisign      keys and signatures, as text and as what they say
    trust         whose updates are taken here
    update_file   the file: its signature, its facts, its content
    unpacking     the content, checked once more, onto the disk
    homes         the versions that lie side by side, and which of them starts
    installing    the story of one update

May import: workspace.
"""

from __future__ import annotations

from desktop.updates.homes import Choice, Home
from desktop.updates.installing import go_back, home_for_updates, install, must_be_newer, starting_here
from desktop.updates.minisign import PublicKey
from desktop.updates.trust import administrators_keys, trusted_keys
from desktop.updates.update_file import Update, check_update

__all__ = [
    "Choice",
    "Home",
    "PublicKey",
    "Update",
    "administrators_keys",
    "check_update",
    "go_back",
    "home_for_updates",
    "install",
    "must_be_newer",
    "starting_here",
    "trusted_keys",
]
