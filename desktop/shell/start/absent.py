"""Whether the folder that a person chose for their apps is there: a stick can be pulled out."""

from __future__ import annotations

from desktop import settings
from desktop.messages import say
from desktop.paths import apps_folder


def absent_folder() -> str:
    """Return a sentence about the folder that was chosen for apps and is not there now; "" if all is well.

    A folder that was chosen for everybody, or by a variable, may be one that the first app makes.
    """
    chosen = settings.load().apps_folder
    if chosen in ("", settings.defaults().apps_folder) or chosen != str(apps_folder()):
        return ""
    return "" if apps_folder().is_dir() else say("shell_start.folder_absent", folder=chosen)
