"""Fields that lead to other records, sums over them, files and long texts, used as people use them."""

from __future__ import annotations

from pathlib import Path

from axe import complaints_of_axe
from opener import Opener
from tab import Tab

SHOP = Path("language/good/tea-shop/input.blueprint")


def _row(tab: Tab, name: str) -> str:
    rows = tab.run("[...document.querySelectorAll('tbody tr')].map((row) => row.innerText)")
    assert isinstance(rows, list)
    return next(str(row) for row in rows if name in str(row))


def test_totals_follow_the_records_they_are_made_of(open_app: Opener) -> None:
    """Another line on an order changes its total, and what is sold of the tea; Undo takes it back."""
    tab = open_app(SHOP, "Orders")
    assert "€25.00" in _row(tab, "Ann")
    assert "1:15" in _row(tab, "Ann"), "from half past nine to a quarter to eleven"
    tab.go("Lines")
    tab.click("button.add")
    tab.wait("document.querySelector('dialog') !== null")
    tab.fill("order", "Bo")
    tab.fill("tea", "Sencha")
    tab.fill("quantity", "2")
    tab.click("dialog button[type=submit]")
    tab.wait("homespun.store.list('Order line').length === 4")
    assert "€12.00" in _row(tab, "Sencha\t2")
    tab.go("Orders")
    assert "€15.50" in _row(tab, "Bo")
    tab.go("Teas")
    assert "5" in _row(tab, "Sencha")
    assert "Earl Grey" not in tab.text(".table"), "nobody ordered any"
    tab.reload()
    assert "5" in _row(tab, "Sencha")


def test_several_records_are_chosen_by_typing_and_ticking(open_app: Opener) -> None:
    """The keyboard alone finds one and adds it; the chips open what they name."""
    tab = open_app(SHOP, "Orders", still=True)
    tab.click(".open", "Bo")
    tab.wait("document.querySelector('.record-page') !== null")
    tab.click("button", "Edit")
    tab.wait("document.querySelector('dialog .many-input') !== null")
    assert complaints_of_axe(tab) == []
    tab.click("dialog .many-input input[type=search]")
    tab.type("earl")
    tab.wait("document.querySelectorAll('dialog .many-choice').length === 1")
    tab.press("Tab")
    tab.press(" ")
    tab.click("dialog button[type=submit]")
    tab.wait("homespun.find('Order', 'Bo').values.tasters.length === 1")
    assert "Earl Grey" in tab.text(".record-values")
    assert "€4.20" in tab.text(".record-values"), "what the tasters are worth"
    tab.click(".record-chip", "Earl Grey")
    tab.wait(
        "document.querySelector('h1').textContent.includes('Earl Grey') || document.querySelector('dialog') !== null"
    )
    tab.reload()
    assert tab.run("homespun.find('Order', 'Bo').values.tasters.length") == 1


def test_a_filter_finds_who_has_chosen_a_record(open_app: Opener) -> None:
    """By name, among those that anybody chose."""
    tab = open_app(SHOP, "Orders")
    tab.fill(".filter select", "Sencha")
    tab.wait("document.querySelectorAll('tbody tr').length === 1")
    assert "Ann" in tab.text("tbody")


def test_a_file_is_kept_and_handed_out_again(open_app: Opener) -> None:
    """It is there after a reload, with its name; one that is too large is refused in one sentence."""
    tab = open_app(SHOP, "Teas")

    def choose(name: str, size: int) -> None:
        # A browser lets no script, and no test, use its own window for choosing files.
        tab.run(
            "{ const chosen = new DataTransfer();"
            f"chosen.items.add(new File([new Uint8Array({size}).fill(65)], {name!r}, {{ type: 'text/plain' }}));"
            "const input = document.querySelector('dialog .file-input input');"
            "input.files = chosen.files; input.dispatchEvent(new Event('change')); }"
        )

    tab.click(".open", "Assam")
    tab.wait("document.querySelector('.record-page') !== null")
    tab.click("button", "Edit")
    tab.wait("document.querySelector('dialog .file-input') !== null")
    choose("film.mov", 6 * 1024 * 1024)
    tab.wait("document.body.innerText.includes('larger than 5')")
    choose("Assam <b> leaflet.txt", 1500)
    tab.wait("document.querySelector('dialog .file-name').textContent.includes('leaflet')")
    tab.click("dialog button[type=submit]")
    tab.wait("homespun.find('Tea', 'Assam').values.leaflet !== null")
    tab.reload()
    tab.wait("document.querySelector('.record-values button.file') !== null")
    assert "Assam <b> leaflet.txt" in tab.text(".record-values")
    assert (
        tab.run(
            "{ const given = []; const make = URL.createObjectURL;"
            "URL.createObjectURL = (blob) => { given.push(blob); return make(blob); };"
            "homespun.files.save(homespun.find('Tea', 'Assam').values.leaflet); URL.createObjectURL = make;"
            "return `${given[0].size} ${given[0].type}`; }"
        )
        == "1500 application/octet-stream"
    )


def test_long_texts_show_a_little_markdown_and_never_more(open_app: Opener) -> None:
    """Headings, lists, bold and links become elements; markup stays what was typed."""
    tab = open_app(SHOP, "Orders")
    words = (
        "# Wishes\\n- **strong** tea\\n- *hot*\\n\\n<img src=x onerror=alert(1)> [bad](javascript:alert(1)) "
        "[good](https://example.org/a) https://example.org/b."
    )
    tab.run(
        "{ const record = homespun.find('Order', 'Bo');"
        f"return homespun.store.put({{ ...record, values: {{ ...record.values, wishes: '{words}' }} }}); }}"
    )
    tab.click(".open", "Bo")
    tab.wait("document.querySelector('.rich') !== null")
    assert tab.text(".rich-heading") == "Wishes"
    assert tab.count(".rich ul li") == 2
    assert tab.text(".rich strong") == "strong"
    assert tab.count(".rich img") == 0
    assert tab.run("[...document.querySelectorAll('.rich a')].map((link) => link.href).join()") == (
        "https://example.org/a,https://example.org/b"
    )
    assert "[bad](javascript:alert(1))" in tab.text(".rich")


def test_sums_over_many_records_are_not_quadratic(open_app: Opener) -> None:
    """Eight times the lines and orders take about eight times as long, not 64 times."""
    tab = open_app(SHOP, "Orders")
    spent = tab.run(
        "{ const time = async (count) => {"
        "const tea = homespun.store.list('Tea')[0].id;"
        "const orders = Array.from({ length: count }, (_, at) => homespun.store.make('Order', { customer: `c${at}`, tasters: [] }));"
        "const lines = orders.map((order) => homespun.store.make('Order line', { order: order.id, tea, quantity: 1 }));"
        "await homespun.store.put(...orders, ...lines);"
        "const start = performance.now();"
        "const sum = orders.reduce((one, order) => one + homespun.view(order).total, 0);"
        "return [performance.now() - start, sum];"
        "}; return time(500).then(() => time(1000)).then(([small]) => time(8000).then(([large, sum]) => [small, large, sum])); }"
    )
    assert isinstance(spent, list)
    small, large, total = spent
    assert total == 8000 * 3.5
    assert large < 24 * small + 50
