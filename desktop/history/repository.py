"""A git repository: files in, names of 40 digits out, and back.

dulwich is used below its `Repo` class, which reads settings, runs hooks and looks for a work tree: we want
none of that. What is read is checked against its own name, so that whatever is wrong in the files is noticed.
Everything is flushed to the disk in the order in which it refers to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from dulwich.object_store import DiskObjectStore
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tag, Tree, TreeEntry
from dulwich.refs import DiskRefsContainer, Ref

from desktop.history.damage import errors_are_ours
from desktop.history.objects import FOLDER
from desktop.history.safety import check, clear_unfinished, make
from desktop.history.sizes import LARGEST_OBJECT_BYTES, Sizes
from desktop.workspace import MOST_FILES, check_paths, flush

_HEAD, _BRANCHES, _TAGS = b"HEAD", b"refs/heads/", b"refs/tags/"
_IS_FILE = (0o100644, 0o100755)
_DEEPEST = 8

_Kind = TypeVar("_Kind", bound=ShaFile)


@dataclass(frozen=True, slots=True)
class Kept:
    """A commit.

    Attributes:
        id: Its name, 40 hexadecimal digits, as those of the next two.
        before: The commit before, "" for the first.
        tree: Its files.
        message: What it says.
        time_s: Seconds since 1970.
    """

    id: str
    before: str
    tree: str
    message: bytes
    time_s: int


class Repository:
    """A repository on the disk. Use it as a context manager: it holds files open.

    Args:
        place: Its folder.

    Raises:
        HistoryError: It is no repository, or leads elsewhere.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        with self.errors_are_ours():
            check(place)
            self.objects = DiskObjectStore(
                place / "objects", fsync_object_files=True, loose_object_size_limit=LARGEST_OBJECT_BYTES
            )
            self._sizes = Sizes(self.objects)
            self._refs = DiskRefsContainer(place)

    @classmethod
    def made(cls, place: Path, branch: bytes) -> Self:
        """Make an empty one.

        Args:
            place: Its folder, which must not be there.
            branch: The first branch.

        Raises:
            HistoryError: It cannot be made.
        """
        with errors_are_ours(place):
            make(place, b"ref: " + _BRANCHES + branch + b"\n")
        return cls(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._sizes.close()
        self.objects.close()

    def errors_are_ours(self) -> AbstractContextManager[None]:
        """Say in our words what goes wrong in it."""
        return errors_are_ours(self._place)

    # --- reading ------------------------------------------------------------------------------------

    def branch(self) -> bytes:
        """Return the branch that the folder shows.

        Raises:
            HistoryError: There is none.
        """
        with self.errors_are_ours():
            head = self._refs.read_ref(Ref(_HEAD)) or b""
            prefix = b"ref: " + _BRANCHES
            if not head.startswith(prefix):
                raise ValueError("no branch")
            return head.removeprefix(prefix)

    def branches(self) -> dict[bytes, str]:
        """Return the id of the last commit of each branch."""
        return self._named(_BRANCHES)

    def tags(self) -> dict[bytes, str]:
        """Return the id of each tag object."""
        return self._named(_TAGS)

    def commit(self, id_: str) -> Kept:
        """Read a commit.

        Raises:
            HistoryError: There is none of that id, or it is damaged.
        """
        with self.errors_are_ours():
            found = self._read(id_, Commit)
            before = found.parents[0].decode("ascii") if found.parents else ""
            tree = found.tree.decode("ascii")
            return Kept(id_, before, tree, found.message or b"", int(found.commit_time))

    def tag_text(self, id_: str) -> str:
        """Return what a tag says.

        Raises:
            HistoryError: As `commit`.
        """
        with self.errors_are_ours():
            return (self._read(id_, Tag).message or b"").decode("utf-8").strip()

    def blobs(self, tree: str) -> dict[str, str]:
        """Return the path of each file in a tree, with `/`, sorted, and the id of its content.

        Raises:
            HistoryError: As `commit`; also if a path could not be written on every system.
        """
        with self.errors_are_ours():
            found: dict[str, str] = {}
            for path, id_ in self._walk(tree, "", 0):
                if path.endswith("/"):
                    continue
                found[path] = id_
                if len(found) > MOST_FILES:
                    raise ValueError("too many files")
            check_paths(found)
            return dict(sorted(found.items()))

    def objects_of(self, tree: str) -> Iterator[tuple[str, str]]:
        """Give the path of each folder, with a `/` behind it, and of each file in a tree, and its id.

        Raises:
            HistoryError: As `commit`.
        """
        with self.errors_are_ours():
            yield from self._walk(tree, "", 0)

    def content(self, blob: str) -> bytes:
        """Return the content of a file.

        Raises:
            HistoryError: As `commit`.
        """
        with self.errors_are_ours():
            return self._read(blob, Blob).as_raw_string()

    # --- writing; only who holds the project's lock may -------------------------------------------------

    def clear_unfinished(self) -> None:
        """Remove what a killed process has left half written.

        Raises:
            HistoryError: It cannot be removed.
        """
        with self.errors_are_ours():
            clear_unfinished(self._place)

    def add(self, objects: Iterable[ShaFile]) -> None:
        """Write objects that are not there yet, flushed to the disk; no branch has them yet.

        Args:
            objects: Those that are referred to before those that refer to them.

        Raises:
            HistoryError: They cannot be written.
        """
        folders = {self._place / "objects"}
        with self.errors_are_ours():
            for each in objects:
                if each.id not in self.objects:
                    self.objects.add_object(each)
                    folders.add(self._place / "objects" / each.id[:2].decode("ascii"))
            for folder in folders:
                flush(folder)

    def advance(self, branch: bytes, before: str, id_: str) -> None:
        """Let a branch end with another commit.

        Args:
            branch: Its name; it is made if it is not there.
            before: The id it ends with, "" if it is not there.
            id_: The id it shall end with.

        Raises:
            HistoryError: It cannot be written.
        """
        ref, new = Ref(_BRANCHES + branch), ObjectID(id_.encode("ascii"))
        with self.errors_are_ours():
            done = (
                self._refs.set_if_equals(ref, ObjectID(before.encode("ascii")), new)
                if before
                else self._refs.add_if_new(ref, new)
            )
            if not done:
                raise ValueError("the branch ends elsewhere")
            flush(self._place / "refs" / "heads")

    def show(self, branch: bytes) -> None:
        """Note which branch the folder shows.

        Raises:
            HistoryError: It cannot be written.
        """
        with self.errors_are_ours():
            self._refs.set_symbolic_ref(Ref(_HEAD), Ref(_BRANCHES + branch))

    def set_tag(self, name: bytes, tag: Tag | None) -> None:
        """Write a tag, in the place of the one of that name; None takes that one away.

        Raises:
            HistoryError: It cannot be written.
        """
        ref = Ref(_TAGS + name)
        with self.errors_are_ours():
            if tag is None:
                self._refs.remove_if_equals(ref, None)  # the folder too, if it is the last
                flush(self._place / "refs")
            else:
                self.add([tag])
                self._refs[ref] = tag.id
                flush(self._place / "refs" / "tags")

    def _named(self, base: bytes) -> dict[bytes, str]:
        with self.errors_are_ours():
            found = {}
            for name in sorted(self._refs.subkeys(Ref(base))):
                id_ = self._refs.read_ref(Ref(base + name))
                if id_ is None or len(id_) != 40:
                    raise ValueError("a name that leads nowhere")
                found[bytes(name)] = id_.decode("ascii")
            return found

    def _walk(self, tree: str, above: str, depth: int) -> Iterator[tuple[str, str]]:
        if depth > _DEEPEST:
            raise ValueError("too deep")
        yield above or "/", tree
        for entry in self._read(tree, Tree).items():
            path, id_ = _path(above, entry), (entry.sha or b"").decode("ascii")
            if entry.mode == FOLDER:
                yield from self._walk(id_, f"{path}/", depth + 1)
            elif entry.mode in _IS_FILE:
                yield path, id_
            else:
                raise ValueError("neither a file nor a folder")

    def _read(self, id_: str, kind: type[_Kind]) -> _Kind:
        """Read an object and see whether it is the one that was asked for."""
        name = ObjectID(id_.encode("ascii"))
        self._sizes.refuse_bomb(name)
        type_num, raw = self.objects.get_raw(name)
        found = ShaFile.from_raw_string(type_num, raw)
        if not isinstance(found, kind) or found.id != name:
            raise ValueError("another object than its name says")
        return found


def _path(above: str, entry: TreeEntry) -> str:
    name = (entry.path or b"").decode("utf-8")
    if "/" in name:
        raise ValueError("a name with a slash")
    return above + name
