"""What there is on the hub: models that words are about, and the model files of one of them.

Everything the hub says is somebody's text: names are checked before they become files, what is shown is
made harmless, and what has another shape than it should is left out.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from desktop.errors import HubError
from desktop.hub.catalogue import CatalogueEntry, read_catalogue
from desktop.hub.names import is_model_file, is_one_of_parts, is_repository, quantisation_of, shown_name
from desktop.hub.wire import Hub
from desktop.messages import harmless

MOST_FOUND = 20
MOST_FILES = 500
MAX_FILE_BYTES = 2**43
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_GOOD_CHOICES = ("Q4_K_M", "Q4_K_S", "Q5_K_M", "Q4_0", "Q8_0")
"""How the weights should be packed where nobody says: small, and hardly worse."""


@dataclass(frozen=True)
class Found:
    """One model on the hub; `downloads` in the last month, `licence` as its page has it or ""."""

    repository: str
    downloads: int
    licence: str
    gated: bool


@dataclass(frozen=True)
class HubFile:
    """One model file on the hub, with all that is needed to fetch it and to know that it came whole.

    Attributes:
        repository: `owner/name`.
        revision: The commit that it is fetched from, 40 hexadecimal digits: a later change mixes nothing.
        file: Its path in the repository.
        name: Its name here, without folders.
        size_bytes: Its size.
        sha256: Its fingerprint, in lower-case hexadecimal.
        licence: As its page has it, or "".
    """

    repository: str
    revision: str
    file: str
    name: str
    size_bytes: int
    sha256: str
    licence: str

    @property
    def quantisation(self) -> str:
        """How its weights are packed, as the name tells; "" if it does not."""
        return quantisation_of(self.name)


def search(
    hub: Hub, words: str, *, limit: int = MOST_FOUND, cancelled: threading.Event | None = None
) -> tuple[Found, ...]:
    """Return models on the hub that have GGUF files, most fetched first.

    Raises:
        HubError: The hub cannot be reached or answers nonsense.
        Cancelled: The person pressed Stop.
    """
    wishes = {
        "search": words,
        "filter": "gguf",
        "sort": "downloads",
        "direction": "-1",
        "limit": str(limit),
    }
    answer = hub.ask("/api/models", wishes, words, cancelled)
    if not isinstance(answer, list):
        raise HubError("hub_strange")
    return tuple(found for facts in answer[:limit] if (found := _found(facts)) is not None)


def files_of(hub: Hub, repository: str, *, cancelled: threading.Event | None = None) -> tuple[HubFile, ...]:
    """Return the whole model files of a model, smallest first; files cut into parts are left out.

    Raises:
        HubError: `hub_missing`, `hub_gated`, or the hub cannot be reached or answers nonsense.
        Cancelled: The person pressed Stop.
    """
    if not is_repository(repository):
        raise HubError("hub_missing", what=shown_name(repository))
    path = f"/api/models/{quote(repository)}/revision/main"
    answer = hub.ask(path, {"blobs": "true"}, repository, cancelled)
    if not isinstance(answer, dict):
        raise HubError("hub_strange")
    if answer.get("gated"):
        raise HubError("hub_gated", what=repository)
    revision, siblings = answer.get("sha"), answer.get("siblings")
    if not (isinstance(revision, str) and _COMMIT.fullmatch(revision) and isinstance(siblings, list)):
        raise HubError("hub_strange")
    licence = _licence(answer.get("tags"))
    found = (_file(facts, repository, revision, licence) for facts in siblings[:MOST_FILES])
    return tuple(sorted((file for file in found if file is not None), key=lambda file: file.size_bytes))


def file_named(hub: Hub, name: str, *, cancelled: threading.Event | None = None) -> HubFile:
    """Return the file that a person means.

    Args:
        hub: The hub.
        name: An id of the catalogue, `owner/name`, or `owner/name/FILE.gguf`.
        cancelled: Is set when the person presses Stop.

    Raises:
        HubError: `hub_unknown`, `hub_no_file`, `hub_which`, `hub_changed`, `hub_unchecked`, or as `files_of`.
        Cancelled: The person pressed Stop.
    """
    if "/" not in name:
        entry = next((entry for entry in read_catalogue() if entry.id == name.lower()), None)
        if entry is None:
            raise HubError("hub_unknown", name=shown_name(name))
        return file_of(hub, entry, cancelled=cancelled)
    owner, repository, *rest = name.split("/")
    repository = f"{owner}/{repository}"
    files = files_of(hub, repository, cancelled=cancelled)
    if rest:
        return _chosen(files, repository, "/".join(rest))
    if not files:
        raise HubError("hub_no_file", repository=repository)
    if len(files) == 1:
        return _checked(files[0])
    for packed in _GOOD_CHOICES:
        fitting = [file for file in files if file.quantisation == packed]
        if len(fitting) == 1:
            return _checked(fitting[0])
    raise HubError("hub_which", repository=repository, file=files[0].file)


def file_of(hub: Hub, entry: CatalogueEntry, *, cancelled: threading.Event | None = None) -> HubFile:
    """Return the file of a model of the catalogue, as the hub has it today.

    Raises:
        HubError: `hub_changed` if the catalogue knows another fingerprint, or as `file_named`.
        Cancelled: The person pressed Stop.
    """
    file = _chosen(files_of(hub, entry.repository, cancelled=cancelled), entry.repository, entry.file)
    if entry.sha256 and entry.sha256 != file.sha256:
        raise HubError("hub_changed", file=file.name)
    return file


def _chosen(files: tuple[HubFile, ...], repository: str, wished: str) -> HubFile:
    for file in files:
        if file.file.lower() == wished.lower():
            return _checked(file)
    if is_one_of_parts(wished):
        raise HubError("hub_parts", file=shown_name(wished))
    raise HubError("hub_missing", what=shown_name(f"{repository}/{wished}"))


def _checked(file: HubFile) -> HubFile:
    if not file.sha256:
        raise HubError("hub_unchecked", file=file.name)
    return file


def _found(facts: Any) -> Found | None:  # noqa: ANN401 - whatever the hub sends
    if not isinstance(facts, dict):
        return None
    repository, downloads = facts.get("id"), facts.get("downloads", 0)
    if not (isinstance(repository, str) and is_repository(repository)):
        return None
    sound = isinstance(downloads, int) and 0 <= downloads < 2**63
    return Found(repository, downloads if sound else 0, _licence(facts.get("tags")), bool(facts.get("gated")))


def _file(facts: Any, repository: str, revision: str, licence: str) -> HubFile | None:  # noqa: ANN401 - the same
    if not isinstance(facts, dict) or not isinstance(facts.get("rfilename"), str):
        return None
    file: str = facts["rfilename"]
    name = file.rpartition("/")[2]
    if not is_model_file(name) or is_one_of_parts(name) or ".." in file.split("/") or len(file) > 500:
        return None
    large = facts.get("lfs")
    stored: dict[str, Any] = large if isinstance(large, dict) else {}
    size, sha256 = stored.get("size", facts.get("size")), stored.get("sha256", "")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= MAX_FILE_BYTES:
        return None
    fingerprint = sha256 if isinstance(sha256, str) and _SHA256.fullmatch(sha256) else ""
    return HubFile(repository, revision, file, name, size, fingerprint, licence)


def _licence(tags: object) -> str:
    if not isinstance(tags, list):
        return ""
    told = (
        tag.removeprefix("license:") for tag in tags if isinstance(tag, str) and tag.startswith("license:")
    )
    return harmless(next(told, ""), longest=60)
