"""Files and facts as the objects that git is made of. Pure: nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable

from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tag, Tree

FILE, FOLDER = 0o100644, 0o040000
"""What git calls the two kinds of entries in a tree that we write."""

_WHO = b"Homespun <>"


def tree_of(files: Iterable[tuple[str, bytes]]) -> tuple[str, tuple[ShaFile, ...]]:
    """Return the tree of some files.

    Args:
        files: Path with `/` and content of each.

    Returns:
        Its id, and all objects it is made of, the tree last.
    """
    below: dict[str, list[tuple[str, bytes]]] = {}
    tree, objects = Tree(), list[ShaFile]()
    for path, content in files:
        top, _, rest = path.partition("/")
        if rest:
            below.setdefault(top, []).append((rest, content))
        else:
            blob = Blob.from_string(content)
            objects.append(blob)
            tree.add(top.encode("utf-8"), FILE, blob.id)
    for top, inner in below.items():
        id_, inside = tree_of(inner)
        objects += inside
        tree.add(top.encode("utf-8"), FOLDER, _name(id_))
    return tree.id.decode("ascii"), (*objects, tree)


def commit_of(tree: str, before: str, message: bytes, time_s: int) -> Commit:
    """Return a commit.

    Args:
        tree: The id of its files.
        before: The id of the commit before, "" if there is none.
        message: What it says.
        time_s: Seconds since 1970, 0 or more.
    """
    commit = Commit()
    commit.tree = _name(tree)
    commit.parents = [_name(before)] if before else []
    commit.author = commit.committer = _WHO
    commit.author_time = commit.commit_time = time_s
    commit.author_timezone = commit.commit_timezone = 0
    commit.encoding = b"UTF-8"
    commit.message = message
    return commit


def tag_of(name: bytes, commit: str, text: str) -> Tag:
    """Return a tag on a commit that says something."""
    tag = Tag()
    tag.name, tag.tagger, tag.tag_time, tag.tag_timezone = name, _WHO, 0, 0
    tag.object = (Commit, _name(commit))
    tag.message = text.encode("utf-8") + b"\n"
    return tag


def _name(id_: str) -> ObjectID:
    return ObjectID(id_.encode("ascii"))
