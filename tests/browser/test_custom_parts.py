"""`custom`: a file of the person's own is shown, and reads and adds records of one kind.

Nobody can look into the frame from outside, these tests neither: what is in it tells by adding records.
"""

from __future__ import annotations

from pathlib import Path

from axe import complaints_of_axe
from chromium_pipe import Chromium
from opener import Opener, show
from own_parts import put_own_part
from tab import Tab

SEEDS = Path("blocks/custom.blueprint")
NAMES = "homespun.store.list('Seed').map((record) => record.values.name)"
TELL = "<script>setTimeout(() => homespun.add({ name: document.body.innerText.trim().split(/\\s+/).join(' ') }), 300)</script>"
BIG_BUTTON = """<!doctype html>
<html><head><style>button { position: fixed; inset: 0; }</style></head>
<body><button>Add</button><script>
document.addEventListener("DOMContentLoaded", () => {
    let seen = 0;
    homespun.whenChanged(() => (seen += 1));
    document.querySelector("button").onclick = async () => {
        const records = await homespun.records();
        const kept = await homespun.add({ name: `${records[0].values.name} ${records[0].values.kept} ${seen}`, nonsense: 1 });
        const many = await homespun.add({ name: "Too many", bags: 200 });
        await homespun.add({ name: [kept, many, Object.keys(records[0]).join("+")].join() });
    };
});
</script></body></html>
"""


def change(tab: Tab, folder: Path, html: str) -> None:
    put_own_part(folder, "seed-map", html)
    tab.reload()


def test_what_is_written_to_begin_with_works(open_app: Opener, tmp_path: Path) -> None:
    tab = open_app(SEEDS)
    assert complaints_of_axe(tab) == []
    change(tab, tmp_path / "app", (tmp_path / "app/custom/seed-map.html").read_text(encoding="utf-8") + TELL)
    tab.wait(f"{NAMES}.at(-1) === 'Records: 2 Sunflower Poppy'")


def test_a_part_without_records_works_too(open_app: Opener) -> None:
    tab = open_app(SEEDS, "Play", width=390)
    tab.assert_fits(390)
    assert tab.count("iframe[title='A game of mine']") == 1


def test_a_part_reads_and_adds_records_by_the_rules_of_the_app(open_app: Opener, tmp_path: Path) -> None:
    tab = open_app(SEEDS)
    change(tab, tmp_path / "app", BIG_BUTTON)
    tab.wait("new Promise((done) => setTimeout(() => done(true), 300))")
    tab.click("iframe")
    tab.wait(f"{NAMES}.length === 4")
    assert tab.run(NAMES) == ["Sunflower", "Poppy", "Sunflower 8 1", "true,false,id+values"]
    assert "Nobody has so many" in tab.text("#toasts")
    assert "Sunflower 8 1" in tab.text("table"), "and the rest of the page shows it"


def test_a_file_that_is_missing_is_said(chromium: Chromium, tmp_path: Path) -> None:
    """Not in Homespun's window: there the fixture would complain of the file that was asked for in vain."""
    tab = show(chromium, SEEDS, tmp_path)
    (tmp_path / "runtime/custom/seed-map.js").write_text("", encoding="utf-8")
    tab.reload()
    tab.wait(
        "document.querySelector('.block-custom .notice')?.innerText === 'There is no file custom/seed-map.html.'"
    )
    tab.close()
