"""A checked tree in, the files of a web app in memory out.

Pure: the same `App` gives the same bytes, nothing is written to disk, no clock or chance is asked.
The files run from a double click (`file://`), under the preview's own scheme, and without a
network. Every word of the person reaches the page as text, never as markup or code.

May import: blueprint.
"""

from desktop.compiler.fileset import File, FileSet
from desktop.compiler.render import compile_app

__all__ = ["File", "FileSet", "compile_app"]
