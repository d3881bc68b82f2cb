"""Records as files of other programs, and back: nothing is lost, nothing is overwritten, what does not fit is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_apps import plain, values_of
from record_houses import open_shed, room, shed

from desktop.errors import RecordsError
from desktop.records import Database, Imported, Record, export_csv, export_json, import_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shed(tmp_path / "shed", room("Kitchen"), room("Hall", 2))


def full(id_: str = "t1", name: str = "Saw") -> Record:
    columns = {
        "name": name, "price": 12.5, "lent": "2026-03-01", "room": "Hall", "kind": "Power", "tags": '["A", "B"]',
        "code": f"code of {id_}", "sharp": 1, "photo": "data:image/png;base64,AA==",
    }  # fmt: skip
    return Record(id_, "Tool", 5, tuple(columns.items()), (("used in", ("Hall", "Kitchen")),))


def take_in(folder: Path, path: Path, into: str = "", dry_run: bool = False) -> Imported:
    with open_shed(folder) as database:
        return import_file(database, database.app, path, into, dry_run)


def sheet(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def tools(folder: Path) -> list[dict]:
    with open_shed(folder) as database:
        return values_of(database, "Tool")


# --- JSON -----------------------------------------------------------------------------------------


def test_everything_goes_out_and_comes_into_another_copy_of_the_app(folder: Path, tmp_path: Path) -> None:
    with open_shed(folder) as database:
        database.write([full(), plain("Tool", "t2", 6, name="Bare")])
        database.remember("best", '{"a": [1, null]}')
        database.remember("private who", '"me"')
        assert export_json(database, database.app, tmp_path / "all.json") == 4
        first = {entity: values_of(database, entity) for entity in database.fields}
    copy = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert (copy["format"], copy["version"], copy["app"]) == ("homespun-records", 1, "Shed")
    other = shed(tmp_path / "other")
    found = take_in(other, tmp_path / "all.json")
    assert (dict(found.counts), found.unfit, found.unknown, found.written) == (
        {"Room": 2, "Tool": 2},
        (),
        (),
        True,
    )
    with open_shed(other) as database:
        assert {entity: values_of(database, entity) for entity in database.fields} == first
        assert {name: json.loads(value) for name, value in database.notes().items()} == {
            "best": {"a": [1, None]}
        }


def test_what_is_there_already_is_left_as_it_is(folder: Path, tmp_path: Path) -> None:
    with open_shed(folder) as database:
        database.remember("best", "1")
        export_json(database, database.app, tmp_path / "all.json")
        database.write([plain("Room", "Hall", 2, name="Great hall")])
        database.remember("best", "2")
    found = take_in(folder, tmp_path / "all.json")
    assert (found.counts, found.there) == ((), 2)
    with open_shed(folder) as database:
        assert [each["name"] for each in values_of(database, "Room")] == ["Kitchen", "Great hall"]
        assert database.notes() == {"best": "2"}


def copy_with(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "copy.json"
    path.write_text(json.dumps({"format": "homespun-records", "version": 1, "records": records}))
    return path


GOOD = {"id": "n1", "entity": "Tool", "made": 1, "values": {"name": "New"}}


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ("nothing", ""), ({}, ""), ({**GOOD, "id": "a b"}, ""), ({**GOOD, "id": 7}, ""), ({**GOOD, "made": "now"}, ""),
        ({**GOOD, "made": -1}, ""), ({**GOOD, "made": True}, ""), ({**GOOD, "values": []}, ""), ({**GOOD, "entity": 3}, ""),
        ({**GOOD, "values": {"price": "12"}}, "price"), ({**GOOD, "values": {"sharp": 1}}, "sharp"),
        ({**GOOD, "values": {"tags": "A"}}, "tags"), ({**GOOD, "values": {"tags": [1]}}, "tags"),
        ({**GOOD, "values": {"room": "gone"}}, "room"), ({**GOOD, "values": {"used in": ["Hall", "gone"]}}, "used in"),
        ({**GOOD, "values": {"used in": 7}}, "used in"), ({**GOOD, "values": {"nothing": 1}}, "nothing"),
        ({**GOOD, "values": {"name": {"a": 1}}}, "name"), ({**GOOD, "values": {"price": 1e400}}, "price"),
    ],
)  # fmt: skip
def test_a_record_of_a_copy_that_does_not_fit_is_told_and_the_others_go_in(
    folder: Path, tmp_path: Path, record: object, field: str
) -> None:
    other = {**GOOD, "id": "n2", "values": {"name": "Good"}}
    found = take_in(folder, copy_with(tmp_path, record, other))
    (unfit,) = found.unfit
    assert (unfit.row, unfit.field) == (1, field)
    assert unfit.reason
    assert [each["name"] for each in tools(folder)] == ["Good"]


def test_who_refers_to_a_record_that_did_not_fit_stays_out_too(folder: Path, tmp_path: Path) -> None:
    """Nothing is emptied in silence."""
    bad = {"id": "r9", "entity": "Room", "made": 1, "values": {"name": 7}}
    leads = {**GOOD, "values": {"name": "Leads there", "room": "r9"}}
    found = take_in(folder, copy_with(tmp_path, leads, bad, {**GOOD, "id": "n3"}))
    assert [each.row for each in found.unfit] == [1, 2]
    assert [each["name"] for each in tools(folder)] == ["New"]


def test_records_of_a_copy_may_refer_to_each_other(folder: Path, tmp_path: Path) -> None:
    tool = {**GOOD, "values": {"name": "New", "room": "r9"}}
    found = take_in(
        folder,
        copy_with(tmp_path, tool, {"id": "r9", "entity": "Room", "made": 1, "values": {"name": "Loft"}}),
    )
    assert found.unfit == ()
    assert tools(folder)[0]["room"] == "r9"


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"format": "other", "records": []}', '{"format": "homespun-records", "version": 2, "records": []}',
     '{"format": "homespun-records", "version": 1}', '{"format": "homespun-records", "version": "1", "records": []}',
     "[" * 100_000, '{"format": "homespun-records", "version": 1, "records": {}}'],
)  # fmt: skip
def test_what_is_no_copy_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "copy.json"
    path.write_text(text)
    with pytest.raises(RecordsError) as caught:
        take_in(folder, path)
    assert caught.value.key == "records_import_unreadable"


# --- tables ---------------------------------------------------------------------------------------


def test_a_table_goes_out_as_a_spreadsheet_reads_it_and_comes_in_again(folder: Path, tmp_path: Path) -> None:
    with open_shed(folder) as database:
        database.write([full(), plain("Tool", "t2", 6, name='=cmd|" /C calc"!A0', sharp=0, price=-3.0)])
        assert export_csv(database, database.app, tmp_path / "tables") == 4
    assert sorted(each.name for each in (tmp_path / "tables").iterdir()) == ["Room.csv", "Tool.csv"]
    text = (tmp_path / "tables" / "Tool.csv").read_text(encoding="utf-8-sig")
    head, first, second = csv.reader(text.splitlines())
    assert head == ["name", "price", "lent", "room", "used in", "kind", "tags", "code", "sharp"]
    assert first == [
        "Saw",
        "12.5",
        "2026-03-01",
        "Hall",
        "Hall | Kitchen",
        "Power",
        "A | B",
        "code of t1",
        "yes",
    ]
    assert second[0].startswith("'=")
    assert second[1] == "-3"
    other = shed(tmp_path / "other", room("Kitchen"), room("Hall", 2))
    found = take_in(other, tmp_path / "tables" / "Tool.csv")
    assert [each.field for each in found.unfit] == ["price"]  # the app says that it is at least 0
    (saw,) = tools(other)
    (again,) = [each for each in tools(folder) if each["id"] == "t1"]
    assert {**saw, "id": "", "photo": ""} == {**again, "id": "", "photo": ""}


def test_columns_are_matched_by_name_and_the_rest_is_told(folder: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path, "Shoe size;PRICE;Náme\n42;1.234,50 €;Saw\n")
    found = take_in(folder, path)
    assert (dict(found.counts), found.unknown) == ({"Tool": 1}, ("Shoe size",))
    assert (tools(folder)[0]["name"], tools(folder)[0]["price"]) == ("Saw", 1234.5)


def test_rows_that_do_not_fit_are_told_with_their_line_and_value(folder: Path, tmp_path: Path) -> None:
    lines = [
        "name,price,lent,room,kind,tags,code,sharp",
        "Saw,12,2026-03-01,hall,power,A,x,yes",
        ",1,,,,,,", "Axe,many,,,,,,", "Axe,-1,,,,,,", "Axe,,31/02/2026,,,,,", "Axe,,,Loft,,,,", "Axe,,,,Steam,,,",
        "Axe,,,,,A | Z,,", "Axe,,,,,,X,", "Axe,,,,,,,perhaps",
    ]  # fmt: skip
    found = take_in(folder, sheet(tmp_path, "\n".join(lines)))
    told = [(each.row, each.field, each.value) for each in found.unfit]
    assert told == [
        (3, "name", ""), (4, "price", "many"), (5, "price", "-1"), (6, "lent", "31/02/2026"), (7, "room", "Loft"),
        (8, "kind", "Steam"), (9, "tags", "A | Z"), (10, "code", "X"), (11, "sharp", "perhaps"),
    ]  # fmt: skip
    (saw,) = tools(folder)
    assert (saw["room"], saw["kind"], saw["tags"], saw["sharp"]) == ("Hall", "Power", ("A",), True)


def test_a_look_writes_nothing(folder: Path, tmp_path: Path) -> None:
    found = take_in(folder, sheet(tmp_path, "name\nSaw\n"), "Tool", dry_run=True)
    assert (dict(found.counts), found.written) == ({"Tool": 1}, False)
    assert tools(folder) == []


def test_a_table_twice_is_there_twice_and_in_order(folder: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path, "name\nA\nB\nC\n")
    take_in(folder, path, "Tool")
    take_in(folder, path, "Tool")
    assert [each["name"] for each in tools(folder)] == ["A", "B", "C"] * 2


def test_a_table_comes_after_what_is_there_also_when_the_clock_was_set_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(folder, sheet(tmp_path, "name\nA\nB\n"), "Tool")
    monkeypatch.setattr("time.time", lambda: 1_000_000.0)
    take_in(folder, sheet(tmp_path, "name\nC\n"), "Tool")
    assert [each["name"] for each in tools(folder)] == ["A", "B", "C"]


def test_a_default_is_taken_where_a_cell_is_empty(folder: Path, tmp_path: Path) -> None:
    take_in(folder, sheet(tmp_path, "name,kind\nSaw,\nDrill,Power\n"))
    assert [each["kind"] for each in tools(folder)] == ["Hand", "Power"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("head", ["name,code", "name;code", "name\tcode", "sep=;\nname;code"])
def test_tables_of_all_countries_are_read(folder: Path, tmp_path: Path, encoding: str, head: str) -> None:
    sign = next(each for each in ";\t," if each in head)
    body = f'"Säge{sign} groß"{sign}"say ""hi""\nagain"\r\n'
    found = take_in(folder, sheet(tmp_path, f"{head}\r\n{body}", encoding), "Tool")
    assert found.unfit == ()
    assert [(each["name"], each["code"]) for each in tools(folder)] == [
        (f"Säge{sign} groß", 'say "hi"\nagain')
    ]


@pytest.mark.parametrize(
    ("text", "into", "key"),
    [
        ("name\nSaw\n", "Spoon", "records_import_no_entity"), ("weight\n3\n", "Tool", "records_import_no_columns"),
        ("", "", "records_import_no_columns"), ("\n\n", "", "records_import_no_columns"),
        ("name\n" + "x" * 26_000_000, "", "records_import_unreadable"),
    ],
    ids=["no entity", "no columns", "empty", "blank", "a cell that is too long"],
)  # fmt: skip
def test_what_cannot_be_brought_in_is_said(
    folder: Path, tmp_path: Path, text: str, into: str, key: str
) -> None:
    with pytest.raises(RecordsError) as caught:
        take_in(folder, sheet(tmp_path, text), into)
    assert caught.value.key == key
    assert tools(folder) == []


def test_a_file_that_is_not_there_or_too_large_is_said(folder: Path, tmp_path: Path, monkeypatch) -> None:
    for path, key in ((tmp_path / "nothing", "records_import_missing"), (tmp_path, "records_import_missing")):
        with pytest.raises(RecordsError) as caught:
            take_in(folder, path)
        assert caught.value.key == key
    monkeypatch.setattr("desktop.records.sheets.LARGEST_FILE_BYTES", 3)
    with pytest.raises(RecordsError) as caught:
        take_in(folder, sheet(tmp_path, "name\nSaw\n"))
    assert caught.value.key == "records_import_large"


@pytest.mark.parametrize("work", [export_csv, export_json])
def test_nothing_is_overwritten_and_no_half_stays(folder: Path, tmp_path: Path, work, monkeypatch) -> None:
    place = tmp_path / "mine"
    place.write_text("mine")
    with open_shed(folder) as database:
        with pytest.raises(RecordsError) as caught:
            work(database, database.app, place)
        assert caught.value.key == "records_file_exists"

        def fail(*_arguments: object, **_facts: object) -> None:
            raise OSError(28, "full")

        monkeypatch.setattr("desktop.records.exporting.os.fsync", fail)
        with pytest.raises(RecordsError) as caught:
            work(database, database.app, tmp_path / "other")
        assert caught.value.key == "records_full"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine", "shed"]
    assert place.read_text() == "mine"


CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "-7",
        "1,5",
        "2026-03-01",
        "1/2/2026",
        "yes",
        "A | B",
        '"',
        ";",
        "\n",
        "'",
        "1e999",
        "٣",
        "12:99",
        "\0",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=5))
def test_every_row_goes_in_or_is_told(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Whatever stands in a table, no row is lost without a word, and nothing but our errors is raised."""
    tmp_path = tmp_path_factory.mktemp("any")
    folder = shed(tmp_path / "shed", room("Hall"))
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "price", "lent", "room", "tags", "sharp"])
        writer.writerows(rows)
    found = take_in(folder, path)
    full_rows = [row for row in rows if any(cell.strip() for cell in row)]
    assert sum(dict(found.counts).values()) + len(found.unfit) == len(full_rows)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.floats(0, 1e15), st.booleans()), max_size=5))
def test_any_words_come_through_a_copy_unchanged(
    tmp_path_factory: pytest.TempPathFactory, values: list
) -> None:
    tmp_path = tmp_path_factory.mktemp("copy")
    folder = shed(tmp_path / "shed")
    with open_shed(folder) as database:
        database.write(
            [plain("Tool", f"t{at}", at, name=name.encode("utf-8", "replace").decode(), price=price, sharp=int(sharp))
             for at, (name, price, sharp) in enumerate(values)]
        )  # fmt: skip
        export_json(database, database.app, tmp_path / "all.json")
        first = values_of(database, "Tool")
    other = shed(tmp_path / "other")
    assert take_in(other, tmp_path / "all.json").unfit == ()
    assert tools(other) == first


def test_large_records_are_exported_in_parts(folder: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("desktop.records.exporting._CHARACTERS_AT_ONCE", 10)
    monkeypatch.setattr("desktop.records.exporting._ROWS_AT_ONCE", 2)
    with open_shed(folder) as database:
        database.write([plain("Tool", f"t{at}", at, name="x" * 20) for at in range(7)])
        assert export_json(database, database.app, tmp_path / "all.json") == 9
    assert isinstance(database, Database)
