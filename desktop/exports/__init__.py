"""An app out into the world, and one that was made elsewhere in: whole, or not at all.

    export_project(project, form, with_data, out) -> Exported     one page, zip, folder, bundle or code
    import_project(source, to) -> Imported                        a bundle, a zip or a folder, checked first

What goes out is compiled from the blueprint; of the folder only what belongs to the app goes along, and its
records only if they are asked for. What comes in is a stranger's: names, sizes and links are checked before
anything is unpacked, the app is compiled anew from its blueprint, records are copied row by row into a new
database, of a history only objects and branches are taken, and what is left is moved into place at once.

It must not change the project that it exports, and runs nothing that it imports.

May import: blueprint, compiler, history, records, workspace.
"""

from __future__ import annotations

from desktop.exports.exporting import Exported, export_project
from desktop.exports.importing import Imported, import_project
from desktop.exports.kinds import KINDS, Form

__all__ = ["KINDS", "Exported", "Form", "Imported", "export_project", "import_project"]
