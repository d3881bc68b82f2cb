"""What people do at the door of an app with accounts: come first, sign up, sign in, sign out."""

from __future__ import annotations

from tab import Tab

PASSWORD = "correct horse battery"


def begin(tab: Tab, name: str, password: str = PASSWORD) -> None:
    """Be the first, who looks after the app."""
    tab.fill("name", name)
    tab.fill("Password", password)
    tab.click("form button.main", "Start")
    _inside(tab, name)


def sign_up(tab: Tab, name: str, password: str = PASSWORD) -> None:
    """Make an account for oneself."""
    tab.click("form button", "I am new here")
    tab.wait("document.querySelector('h1').innerText === 'Sign up'")
    tab.fill("name", name)
    tab.fill("Password", password)
    tab.click("form button.main", "Sign up")
    _inside(tab, name)


def try_to_sign_in(tab: Tab, name: str, password: str = PASSWORD) -> None:
    """Type a name and a password and send them."""
    tab.fill("name", name)
    tab.fill("Password", password)
    tab.click("form button.main", "Sign in")


def sign_in(tab: Tab, name: str, password: str = PASSWORD) -> None:
    """Sign in as somebody whom the app knows."""
    try_to_sign_in(tab, name, password)
    _inside(tab, name)


def sign_out(tab: Tab) -> None:
    """Leave, by the menu behind one's name."""
    tab.click("#person")
    tab.click("[role=menuitem]", "Sign out")
    tab.wait("document.querySelector('.people-card') !== null")
    tab.settle()


def change_to(tab: Tab, name: str, password: str = PASSWORD) -> None:
    """Sign out and in again as somebody else."""
    sign_out(tab)
    sign_in(tab, name, password)


def complaint(tab: Tab) -> str:
    """Return the sentence above the buttons of a form, once there is one."""
    tab.wait("document.querySelector('.form-problems .problem') !== null")
    return tab.text(".form-problems .problem")


def _inside(tab: Tab, name: str) -> None:
    tab.wait(f"document.querySelector('.person-name')?.textContent === '{name}'")
    tab.settle()
