"""Looking at the history of a project: which versions there are, on which branches, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.errors import HistoryError
from desktop.history.copies import copies_of
from desktop.history.damage import errors_are_ours
from desktop.history.names import name_of, ref_of
from desktop.history.objects import tree_of
from desktop.history.repository import Repository
from desktop.history.safety import place_of
from desktop.history.version import Branch, Version
from desktop.history.wording import facts_of
from desktop.workspace import BLUEPRINT_FILE, app_files


class Versions:
    """The versions of a project. Nothing is written.

    Args:
        folder: The project's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def versions(self, limit: int = 50, before: int | None = None) -> tuple[Version, ...]:
        """Return versions of the branch that the folder shows, the newest first.

        Args:
            limit: How many at most.
            before: Only those with a lower number.

        Returns:
            None of them if no version is kept yet.

        Raises:
            HistoryError: The history is damaged or cannot be read.
        """
        found: list[Version] = []
        with self._opened() as repository:
            if repository is None:
                return ()
            head = repository.branches().get(repository.branch(), "")
            for version in self._line(repository, head):
                if len(found) == limit:
                    break
                if before is None or version.number < before:
                    found.append(version)
            return self._told(repository, found)

    def version(self, number: int) -> Version:
        """Return one version, on whatever branch.

        Raises:
            HistoryError: There is none of that number, or as `versions`.
        """
        with self._opened() as repository:
            if repository is not None:
                ends = repository.branches()
                here = repository.branch()
                for branch in sorted(ends, key=lambda each: each != here):
                    for version in self._line(repository, ends[branch]):
                        if version.number == number:
                            return self._told(repository, [version])[0]
                        if version.number < number:
                            break
        raise HistoryError("history_no_version", number=number)

    def last(self) -> Version | None:
        """Return the last version of the branch that the folder shows; None if none is kept yet.

        Raises:
            HistoryError: As `versions`.
        """
        return next(iter(self.versions(limit=1)), None)

    def end_of(self, name: str) -> Version:
        """Return the last version of a branch.

        Raises:
            HistoryError: There is none of that name, or as `versions`.
        """
        with self._opened() as repository:
            id_ = repository.branches().get(ref_of(name)) if repository is not None else None
            if repository is None or id_ is None:
                raise HistoryError("history_no_branch", name=name)
            return self._told(repository, [self._version(repository, id_)])[0]

    def line_of(self, version: Version) -> Iterator[Version]:
        """Give a version and those it came from, the newest first, without their names and copies.

        Raises:
            HistoryError: As `versions`.
        """
        with self._opened() as repository:
            if repository is not None:
                yield from self._line(repository, version.id)

    def copies(self) -> dict[int, str]:
        """Return the number of each version to which a copy of the records belongs, and the copy's name.

        Raises:
            HistoryError: Their folder cannot be read.
        """
        with errors_are_ours(self._folder):
            return copies_of(self._folder)

    def files_of(self, version: Version) -> dict[str, bytes]:
        """Return the path of each file of a version, with `/`, and its content.

        Raises:
            HistoryError: As `versions`.
        """
        with self._opened() as repository:
            if repository is None:
                raise HistoryError("history_no_version", number=version.number)
            blobs = repository.blobs(version.tree)
            return {path: repository.content(blob) for path, blob in blobs.items()}

    def blueprint_of(self, version: Version) -> str:
        """Return the blueprint of a version.

        Raises:
            HistoryError: It has none that can be read, or as `versions`.
        """
        with self._opened() as repository:
            blob = repository.blobs(version.tree).get(BLUEPRINT_FILE) if repository is not None else None
            if repository is not None and blob is not None:
                with suppress(UnicodeDecodeError):
                    return repository.content(blob).decode("utf-8")
        raise HistoryError("history_unsound", number=version.number)

    def blueprint_ids(self, versions: Sequence[Version]) -> tuple[str, ...]:
        """Return the name that git has for the blueprint of each version, "" where there is none.

        Raises:
            HistoryError: As `versions`.
        """
        with self._opened() as repository:
            if repository is None:
                return ("",) * len(versions)
            found = []
            for version in versions:
                files = repository.objects_of(version.tree)
                found.append(next((id_ for path, id_ in files if path == BLUEPRINT_FILE), ""))
            return tuple(found)

    def shows(self, version: Version) -> bool:
        """Whether the folder is as it was in a version.

        Raises:
            HistoryError: The folder cannot be read, or as `versions`.
        """
        with self._opened() as repository, errors_are_ours(self._folder):
            if repository is None:
                return False
            return tree_of(app_files(self._folder).files)[0] == version.tree

    def has_branch(self, name: str) -> bool:
        """Whether there is a branch of that name.

        Raises:
            HistoryError: There can be none, or as `versions`.
        """
        ref = ref_of(name)
        with self._opened() as repository:
            return repository is not None and ref in repository.branches()

    def branches(self) -> tuple[Branch, ...]:
        """Return all branches that we have made, sorted by name.

        Raises:
            HistoryError: As `versions`.
        """
        with self._opened() as repository:
            if repository is None:
                return ()
            here = repository.branch()
            named = ((name_of(ref), ref, id_) for ref, id_ in repository.branches().items())
            found = [
                Branch(name, self._version(repository, id_).number, ref == here)
                for name, ref, id_ in named
                if name is not None
            ]
            return tuple(sorted(found, key=lambda each: each.name))

    @contextmanager
    def _opened(self) -> Iterator[Repository | None]:
        """The repository; None if no version is kept yet."""
        place = place_of(self._folder)
        if not place.is_dir():
            yield None
            return
        with Repository(place) as repository:
            yield repository

    def _version(self, repository: Repository, id_: str) -> Version:
        kept = repository.commit(id_)
        with repository.errors_are_ours():
            number, what = facts_of(kept.message)
            return Version(
                number=number,
                id=kept.id,
                time=datetime.fromtimestamp(kept.time_s, UTC),
                kind=what.kind,
                request=what.request,
                script=what.script,
                model_sha256=what.model_sha256,
                seed=what.seed,
                language_version=what.language_version,
                renames=what.renames,
                restored=what.restored,
                before=kept.before,
                tree=kept.tree,
                model_name=what.model_name,
            )

    def _line(self, repository: Repository, id_: str) -> Iterator[Version]:
        """A version and those before it; the numbers fall, so that there is an end."""
        above = None
        while id_:
            version = self._version(repository, id_)
            if above is not None and version.number >= above:
                raise HistoryError("history_damaged", folder=str(place_of(self._folder)))
            yield version
            above, id_ = version.number, version.before

    def _told(self, repository: Repository, versions: list[Version]) -> tuple[Version, ...]:
        """Versions with the names and the copies of records that they have."""
        tags, copies = repository.tags(), self.copies()
        return tuple(
            replace(
                each,
                name=repository.tag_text(tags[tag_name(each.number)])
                if tag_name(each.number) in tags
                else "",
                snapshot=copies.get(each.number, ""),
            )
            for each in versions
        )


def tag_name(number: int) -> bytes:
    """Return what the tag is called that holds the name of a version."""
    return b"version-%d" % number
