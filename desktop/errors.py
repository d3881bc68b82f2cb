"""Every error that Homespun raises on purpose.

    HomespunError
    ├── RequestError        the words that were typed cannot be worked with
    ├── BlueprintError      a blueprint has problems (carries its diagnostics)
    ├── FolderError         a place on disk cannot be used
    ├── RecordsError        an app's records cannot be read or written
    ├── HistoryError        an app's earlier versions cannot be read or kept
    ├── ParcelError         what was made elsewhere cannot be brought in, or what goes out is too large
    ├── ModelError          a model file is missing, damaged or too large
    ├── HubError            a model cannot be found, fetched, kept or taken away
    ├── UpdateError         a newer version of the program cannot be trusted, or not be put in place
    ├── AnswerError         what a general model wrote cannot be used
    └── EngineError         the engine's child process failed
        └── Cancelled       the person pressed Stop

An error takes a message key and facts; the sentence comes from `resources/messages/en/errors.toml`
and is fit to be shown as it is: what happened, where, and what to do.
"""

from __future__ import annotations

from desktop.messages import say


class HomespunError(Exception):
    """An error with a sentence for the person.

    Attributes:
        key: The entry in the `errors` catalogue, stable enough to be tested and scripted against.
    """

    def __init__(self, key: str, **facts: object) -> None:
        self.key = key
        self.facts = facts
        super().__init__(say(f"errors.{key}", **facts))


class RequestError(HomespunError):
    """The request is empty, too long, or otherwise cannot be worked with."""


class BlueprintError(HomespunError):
    """A blueprint has problems; `diagnostics` in `facts` counts them, the caller has the list."""


class FolderError(HomespunError):
    """A folder exists already, is not writable, or lies where nothing may be written."""


class RecordsError(HomespunError):
    """An app's database is damaged, held by another program, on a full disk, or cannot be there at all."""


class HistoryError(HomespunError):
    """An app's history is damaged, leads elsewhere, cannot be written, or has no such version or branch."""


class ParcelError(HomespunError):
    """A bundle, zip or folder is damaged, unsafe or no app; or an app is more than one page can hold."""


class ModelError(HomespunError):
    """A model file is missing, damaged, not a model, or needs more memory than there is."""


class HubError(HomespunError):
    """A model of others cannot be found, fetched, brought in or taken away; what was there is whole."""


class UpdateError(HomespunError):
    """An update is damaged, a stranger's, not newer, or cannot be put in place; nothing was changed."""


class AnswerError(HomespunError):
    """What a general model wrote is cut off, elided, something else, or not allowed; nothing was changed."""


class EngineError(HomespunError):
    """The engine's child process failed, and a restart did not help."""


class Cancelled(EngineError):
    """The person stopped the work; nothing was changed."""
