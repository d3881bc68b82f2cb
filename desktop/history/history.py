"""The history of a project: one more version, a name, a branch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.errors import HistoryError
from desktop.history.damage import errors_are_ours
from desktop.history.names import MAIN, checked_name, ref_of
from desktop.history.objects import commit_of, tag_of, tree_of
from desktop.history.packing import pack, wants_packing
from desktop.history.repository import Repository
from desktop.history.safety import place_of
from desktop.history.version import Branch, Happened, Version
from desktop.history.versions import Versions, tag_name
from desktop.history.wording import message_of
from desktop.workspace import Project, alone, app_files

_LATEST_S = 253_402_300_799
"""The last second of the year 9999, the last that a date can hold."""


class History(Versions):
    """The versions of a project, in a git repository of their own; a `.git` of the person's is never touched.

    Args:
        folder: The project's.
        now_s: Tells the time in seconds since 1970.
    """

    def __init__(self, folder: Path, now_s: Callable[[], float] = time.time) -> None:
        super().__init__(folder)
        self._now_s = now_s

    def record(self, project: Project, what: Happened) -> Version:
        """Keep the app as it lies in its folder as one more version.

        Args:
            project: The app.
            what: What made this version of the one before.

        Raises:
            HistoryError: It cannot be kept; all that was kept before still is.
            FolderError: Another program is changing the app.
        """
        with self._writing() as repository:
            with errors_are_ours(project.folder):
                tree, objects = tree_of(app_files(project.folder).files)
            ends = repository.branches()
            highest = max((self._version(repository, id_).number for id_ in ends.values()), default=0)
            branch = repository.branch()
            before = ends.get(branch, "")
            time_s = min(max(int(self._now_s()), 0), _LATEST_S)
            commit = commit_of(tree, before, message_of(highest + 1, what), time_s)
            id_ = commit.id.decode("ascii")
            repository.add((*objects, commit))
            repository.advance(branch, before, id_)
            if wants_packing(highest + 1):
                with suppress(HistoryError):  # the version is kept; it is packed another time
                    pack(repository)
            return self._version(repository, id_)

    def name(self, version: Version, name: str) -> Version:
        """Call a version something; "" takes its name away.

        Raises:
            HistoryError: The name cannot be kept, or as `record`.
            FolderError: As `record`.
        """
        words = checked_name(name) if name else ""
        with self._writing() as repository:
            tag = tag_name(version.number)
            repository.set_tag(tag, tag_of(tag, version.id, words) if words else None)
        return self.version(version.number)

    def branch(self, name: str, version: Version) -> Branch:
        """Begin a branch at a version; the folder shows the one it showed before.

        Raises:
            HistoryError: There is one of that name, or as `record`.
            FolderError: As `record`.
        """
        ref = ref_of(name)
        with self._writing() as repository:
            if ref in repository.branches():
                raise HistoryError("history_branch_exists", name=name)
            repository.advance(ref, "", version.id)
        return Branch(checked_name(name), version.number, current=False)

    def switch(self, name: str) -> Version:
        """Go on with a branch; its files are the caller's to put into the folder.

        Returns:
            Its last version.

        Raises:
            HistoryError: There is none of that name, or as `record`.
            FolderError: As `record`.
        """
        ref = ref_of(name)
        with self._writing() as repository:
            if ref not in repository.branches():
                raise HistoryError("history_no_branch", name=name)
            repository.show(ref)
        return self.end_of(name)

    @contextmanager
    def _writing(self) -> Iterator[Repository]:
        """The repository, made if it is missing, while nobody else writes in the project."""
        with alone(self._folder) as locked:
            place = place_of(self._folder)
            there = place.is_dir()
            with Repository(place) if there else Repository.made(place, ref_of(MAIN)) as repository:
                if locked:
                    repository.clear_unfinished()
                yield repository
