"""An app's tree and a path in, a database that keeps the app's records out; and what a page may ask of it.

    Database(path, app)                 opens or makes `data.sqlite`, and fits it to the app
    open_records(folder)                the same for a project's folder, from its `app.blueprint`
    renames_of(app, script)             what an edit script calls otherwise
    migrate(path, before, after, renames)   a change of the app, carried into the database; says what did not
                                        convert; `confirm(path)` when the app's files have followed
    take_snapshot(folder, name)         a whole copy beside the app, also while it is open
    put_back(folder, name)              the records as they were then
    export_json, export_csv, import_file    records as files of other programs, and back
    ids_in_order, read_lines                records as a person looks at them: sorted, found, some at a time
    change_value, add_records, delete_records   what a person changes there, each with its way back
    check_records(folder) -> findings   what is whole and what is not, in plain words
    answer(database, text) -> bytes     one message of a page, checked word by word, and its answer

The file is an ordinary SQLite database with a table for every entity and a column for every field,
named with the person's own words, so that any other program can read it without us. Nothing is ever
dropped: what an app no longer has stays in the file.

The room trusts neither the page nor the file. It knows no Qt, draws nothing and speaks no SQL that
was not written here: names are quoted, values are parameters.

May import: blueprint, compiler.
"""

from __future__ import annotations

from desktop.records.backups import back_up, restore_from
from desktop.records.checking import Finding, check_records
from desktop.records.database import Database
from desktop.records.editing import (
    Refused,
    WayBack,
    add_record,
    add_records,
    change_value,
    change_values,
    delete_records,
    new_id,
    starting_values,
    take_back,
)
from desktop.records.exporting import export_csv, export_json, export_table
from desktop.records.fitting import UnfitRecordError
from desktop.records.folder import DATABASE_FILE, open_records
from desktop.records.growing import Conversion
from desktop.records.importing import Imported, Unfit, import_file
from desktop.records.looking import (
    Line,
    TableColumn,
    columns_of,
    ids_in_order,
    named_like,
    read_lines,
    revision_of,
)
from desktop.records.messages import LARGEST_MESSAGE_BYTES, answer
from desktop.records.migrating import Step, confirm, migrate
from desktop.records.pacing import Pace
from desktop.records.record import Record, Rows
from desktop.records.renaming import Rename, carry_names, renames_of, turned_round
from desktop.records.snapshots import has_snapshot, put_back, take_snapshot

__all__ = [
    "DATABASE_FILE",
    "LARGEST_MESSAGE_BYTES",
    "Conversion",
    "Database",
    "Finding",
    "Imported",
    "Line",
    "Pace",
    "Record",
    "Refused",
    "Rename",
    "Rows",
    "Step",
    "TableColumn",
    "Unfit",
    "UnfitRecordError",
    "WayBack",
    "add_record",
    "add_records",
    "answer",
    "back_up",
    "carry_names",
    "change_value",
    "change_values",
    "check_records",
    "columns_of",
    "confirm",
    "delete_records",
    "export_csv",
    "export_json",
    "export_table",
    "has_snapshot",
    "ids_in_order",
    "import_file",
    "migrate",
    "named_like",
    "new_id",
    "open_records",
    "put_back",
    "read_lines",
    "renames_of",
    "restore_from",
    "revision_of",
    "starting_values",
    "take_back",
    "take_snapshot",
    "turned_round",
]
