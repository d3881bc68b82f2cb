"""The hub: which models there are, here and elsewhere, and how one of them comes and goes.

A name in, a checked model file out. `manifest` knows the model that ships, `catalogue` good ones by others
(offline), `installed` what is here, `searching` and `downloading` what the person asks of the network,
`estimating` what the files there would take, `importing`, `places` and `removing` what they do with files of
their own.

Only `wire` opens a connection, by huggingface_hub, and only when the person asks for something; it is the
one place of the program that reaches the internet. It was tested against a server on this computer that
speaks the hub's protocol (`tests/hub_server.py`), never against the real one.

May import: engine.
"""

from __future__ import annotations

from desktop.hub.catalogue import TASKS, CatalogueEntry, entry_named, read_catalogue
from desktop.hub.downloading import FetchProgress, download
from desktop.hub.estimating import about, about_exactly
from desktop.hub.importing import import_model
from desktop.hub.installed import BrokenModel, InstalledModel, Shelf, Unfinished, look_around, size_in_words
from desktop.hub.manifest import ModelFile, ModelFiles, shipped_model
from desktop.hub.places import add_place, forget_place
from desktop.hub.removing import Removed, remove_model
from desktop.hub.searching import Found, HubFile, file_named, file_of, files_of, search
from desktop.hub.wire import Hub

__all__ = [
    "TASKS",
    "BrokenModel",
    "CatalogueEntry",
    "FetchProgress",
    "Found",
    "Hub",
    "HubFile",
    "InstalledModel",
    "ModelFile",
    "ModelFiles",
    "Removed",
    "Shelf",
    "Unfinished",
    "about",
    "about_exactly",
    "add_place",
    "download",
    "entry_named",
    "file_named",
    "file_of",
    "files_of",
    "forget_place",
    "import_model",
    "look_around",
    "read_catalogue",
    "remove_model",
    "search",
    "shipped_model",
    "size_in_words",
]
