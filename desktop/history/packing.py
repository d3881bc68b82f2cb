"""Old versions in one file instead of thousands, each text as its difference from the next newer one.

A version writes some ten small files. Every 250 versions those that are not packed yet go into a pack, so
that packing takes as long after ten thousand versions as after a hundred. The newest of a file's texts is
whole, the older ones are deltas on the next newer, as git does it, and one in forty is whole again; what
tells of the versions is always whole.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

from dulwich.objects import ObjectID, hex_to_sha
from dulwich.pack import UnpackedObject, create_delta

from desktop.history.repository import Repository

EVERY = 250
_LONGEST_CHAIN = 40
_COMMITS = "commits"


def wants_packing(number: int) -> bool:
    """Whether the version of that number is one after which the history is packed."""
    return number % EVERY == 0


def pack(repository: Repository) -> int:
    """Put what lies in files of its own into a pack; only who holds the project's lock may do that.

    Returns:
        How many objects went into the pack.

    Raises:
        HistoryError: It cannot be written; all is still there.
    """
    with repository.errors_are_ours():
        lines = _loose(repository)
        count = sum(len(ids) for ids in lines.values())
        repository.objects.add_pack_data(count, _unpacked(repository, lines))
        for each in list(repository.objects._iter_loose_objects()):
            if repository.objects.contains_packed(each):
                repository.objects.delete_loose_object(each)
    return count


def _loose(repository: Repository) -> dict[str, list[ObjectID]]:
    """What is not packed yet, by what it is a text of: a path, a folder, or the commits; the newest first."""
    lines: dict[str, list[ObjectID]] = {}
    seen: set[str] = set()

    def add(line: str, id_: str) -> bool:
        name = ObjectID(id_.encode("ascii"))
        if id_ in seen or repository.objects.contains_packed(name):
            return False
        seen.add(id_)
        lines.setdefault(line, []).append(name)
        return True

    for id_ in repository.branches().values():
        while id_ and add(_COMMITS, id_):
            commit = repository.commit(id_)
            for path, blob in repository.objects_of(commit.tree):
                add(path, blob)
            id_ = commit.before
    return lines


def _unpacked(repository: Repository, lines: dict[str, list[ObjectID]]) -> Iterator[UnpackedObject]:
    """The content of a pack, one text at a time: all of them at once might not fit in memory."""
    quick = importlib.util.find_spec("dulwich._pack") is not None  # in plain Python a delta takes seconds
    for line, ids in lines.items():
        # Who looks for a version reads many commits; the files of one are read now and then.
        deltas = quick and line != _COMMITS
        newer, chain = None, 0
        for name in ids:
            type_num, raw = repository.objects.get_raw(name)
            delta = (
                b"".join(create_delta(newer[1], raw)) if newer and deltas and chain < _LONGEST_CHAIN else raw
            )
            chain = chain + 1 if len(delta) < len(raw) // 2 else 0
            yield UnpackedObject(
                type_num,
                delta_base=hex_to_sha(newer[0]) if newer and chain else None,
                sha=hex_to_sha(name),
                decomp_chunks=[delta if chain else raw],
                decomp_len=len(delta if chain else raw),
            )
            newer = (name, raw)
