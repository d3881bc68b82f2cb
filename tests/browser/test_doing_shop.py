"""The shop block: from the shelf to the receipt."""

from __future__ import annotations

from pathlib import Path

from axe import complaints_of_axe
from opener import Opener
from tab import Tab

HONEY = Path("blocks/shop.blueprint")
CANTEEN = Path("blocks/shop-simple.blueprint")
STOCK = (
    "Object.fromEntries(homespun.store.list('Product').map((each) => [each.values.name, each.values.stock]))"
)


def _put(tab: Tab, name: str, times: int = 1) -> None:
    tab.click(f"button[aria-label*='{name}']", "Add to cart")
    for _ in range(times - 1):
        tab.click(f".shop-item button[aria-label*='One more of \u2068{name}']")


def _order(tab: Tab, name: str) -> None:
    tab.click("button", "Check out")
    tab.wait("document.querySelector('dialog') !== null")
    tab.fill("name", name)
    tab.click("dialog .segments label", "5b")
    tab.click("dialog button.main")


def test_an_order_has_lines_a_number_and_takes_from_the_stock(open_app: Opener) -> None:
    tab = open_app(HONEY, still=True)
    _put(tab, "Summer honey", 2)
    _put(tab, "Rye bread")
    assert "€14.90" in tab.text(".shop-cart")
    _order(tab, "Ada")
    tab.wait("document.querySelector('.shop-thanks') !== null")
    assert "Order number \u20681002\u2069" in tab.text(".shop-cart")
    assert "Payment is simulated" in tab.text(".shop-cart")
    order = "homespun.store.list('Order').at(-1)"
    assert tab.run(f"[{order}.values.total, {order}.values.status, {order}.values.name]") == [
        14.9,
        "New",
        "Ada",
    ]
    lines = f"homespun.store.list('Line').filter((each) => each.values.order === {order}.id)"
    assert tab.run(f"{lines}.map((each) => [each.values.quantity, each.values.price])") == [
        [2, 5.5],
        [1, 3.9],
    ]
    assert tab.run(STOCK) == {"Summer honey": 10, "Rye bread": 2, "Beeswax candle": 20, "Honeycomb": 0}
    assert complaints_of_axe(tab) == []
    tab.reload()
    assert "Your cart is empty" in tab.text(".shop-cart")
    assert tab.run("homespun.store.list('Order').length") == 2


def test_the_cart_is_kept_and_can_be_emptied(open_app: Opener) -> None:
    tab = open_app(HONEY)
    _put(tab, "Beeswax candle", 3)
    tab.run("homespun.store.whole().then(() => true)")
    tab.reload()
    assert "€21.00" in tab.text(".shop-total")
    tab.click(".shop-line button[aria-label*='One less']")
    assert "€14.00" in tab.text(".shop-total")
    tab.click("button", "Empty the cart")
    assert "Your cart is empty" in tab.text(".shop-cart")
    tab.click(".toast-undo")
    tab.wait("document.querySelector('.shop-total') !== null")
    assert "€14.00" in tab.text(".shop-total")


def test_no_more_than_there_is(open_app: Opener) -> None:
    """What is sold out cannot be put in, the last piece stops the plus; and what was sold meanwhile is refused."""
    tab = open_app(HONEY)
    assert tab.run("document.querySelector(\"button[aria-label*='Honeycomb']:not(.open)\").disabled")
    _put(tab, "Rye bread", 3)
    assert tab.run("document.querySelector(\".shop-item button[aria-label*='One more']\").disabled")
    tab.click("button", "Check out")
    tab.wait("document.querySelector('dialog') !== null")
    tab.run(
        "{ const bread = homespun.find('Product', 'Rye bread'); "
        "homespun.store.put({ ...bread, values: { ...bread.values, stock: 1 } }); }"
    )
    tab.fill("name", "Ada")
    tab.click("dialog .segments label", "5a")
    tab.click("dialog button.main")
    tab.wait("document.querySelector('dialog .form-problems').innerText !== ''")
    assert "Only 1 of \u2068Rye bread\u2069 are left" in tab.text("dialog .form-problems")
    assert tab.run("homespun.store.list('Order').length") == 1
    tab.press("Escape")
    assert "Only 1 of" in tab.text(".shop-line .problem")
    assert tab.run("document.querySelector('[data-key=checkout]').disabled")
    tab.click(".shop-line button[aria-label*='One less']")
    tab.click(".shop-line button[aria-label*='One less']")
    assert not tab.run("document.querySelector('[data-key=checkout]').disabled")


def test_the_last_piece_sets_off_the_rules_of_the_app(open_app: Opener) -> None:
    """`when stock < 1: notify …` follows a sale as it follows a form."""
    tab = open_app(HONEY)
    _put(tab, "Rye bread", 3)
    _order(tab, "Ben")
    tab.wait("document.querySelector('.shop-thanks') !== null")
    notes = "homespun.store.list('Notification').map((each) => each.values.words)"
    assert tab.run(notes) == ["Rye bread is sold out"]


def test_another_price_is_told_before_anything_is_ordered(open_app: Opener) -> None:
    tab = open_app(HONEY)
    _put(tab, "Rye bread")
    tab.click("button", "Check out")
    tab.run(
        "{ const bread = homespun.find('Product', 'Rye bread'); "
        "homespun.store.put({ ...bread, values: { ...bread.values, price: 4 } }); }"
    )
    tab.fill("name", "Ada")
    tab.click("dialog .segments label", "6a")
    tab.click("dialog button.main")
    tab.wait("document.querySelector('dialog .form-problems').innerText !== ''")
    assert "it is now €4.00" in tab.text("dialog .form-problems")


def test_the_keyboard_alone_buys_and_a_receipt_is_printed(open_app: Opener) -> None:
    tab = open_app(CANTEEN)
    tab.run("document.querySelector(\"button[aria-label*='soup']:not(.open)\").focus()")
    tab.press("Enter")
    assert tab.focused() == "One less of \u2068Vegetable soup\u2069"
    tab.press("Tab")
    tab.press("Enter")
    assert tab.focused() == "One more of \u2068Vegetable soup\u2069"
    tab.run("document.querySelector('[data-key=checkout]').focus()")
    tab.press("Enter")
    tab.wait("document.querySelector('dialog') !== null")
    tab.type("Ada")
    tab.press("Tab")
    tab.type("5a")
    tab.press("Enter")
    tab.wait("document.querySelector('.shop-thanks') !== null")
    values = "(({ items, total }) => [items, total])(homespun.store.list('Order')[0].values)"
    assert tab.run(values) == ["2 × Vegetable soup: €6.00", 6], "without lines the order says it in words"
    tab.run("{ window.print = () => (window.printed = document.body.innerText); }")
    tab.click("button", "Print receipt")
    printed = str(tab.run("window.printed"))
    assert "Thank you for your order" in printed
    assert "Cheese sandwich" not in printed
    tab.run("{ dispatchEvent(new Event('afterprint')); }")
    tab.click("button", "Back to the shop")
    assert "Your cart is empty" in tab.text(".shop-cart")


def test_on_a_phone_a_button_leads_to_the_cart(open_app: Opener) -> None:
    tab = open_app(HONEY, width=390, still=True)
    assert tab.run("document.querySelector('.shop-jump').hidden")
    _put(tab, "Summer honey")
    assert "Cart (1) €5.50" in tab.text(".shop-jump")
    tab.click(".shop-jump")
    assert tab.run("document.activeElement.classList.contains('shop-cart')")
    tab.assert_fits(390)
    assert complaints_of_axe(tab) == []
