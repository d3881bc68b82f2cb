"""Addresses as people type them, and what is none."""

from __future__ import annotations

import pytest

from desktop.errors import EngineError
from desktop.remote import read_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("192.168.1.20", "http://192.168.1.20:8080"),
        (" 192.168.1.20:11434 ", "http://192.168.1.20:11434"),
        ("strong.local", "http://strong.local:8080"),
        ("Strong-1:1234", "http://strong-1:1234"),
        ("http://10.0.0.2:8000/v1", "http://10.0.0.2:8000"),
        ("http://10.0.0.2:8000/v1/", "http://10.0.0.2:8000"),
        ("http://10.0.0.2/openai/v1", "http://10.0.0.2:8080/openai"),
        ("https://school.example", "https://school.example:443"),
        ("::1", "http://[::1]:8080"),
        ("[fe80::1]:9", "http://[fe80::1]:9"),
        ("http://[fd00::2]/v1", "http://[fd00::2]:8080"),
    ],
)
def test_what_people_type(typed, address):
    """A bare name or number is enough; `/v1` may stand at its end, as in other programs."""
    assert str(read_address(typed)) == address
    assert str(read_address(address)) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "ftp://a",
        "file:///etc/passwd",
        "http://",
        "http://user:secret@a",
        "a@b",
        "a?x=1",
        "a#b",
        "a:0",
        "a:65536",
        "a:-1",
        "a:b",
        "a b",
        "a\r\nHost: b",
        "a/../b",
        "a/%2e%2e/b",
        "[::1",
        "1:2:3",
        "-a",
        "a" * 500,
        "\x00",
        "http://a\\b",
    ],
)
def test_what_is_no_address(typed):
    with pytest.raises(EngineError) as problem:
        read_address(typed)
    assert problem.value.key == "remote_address"
    assert str(problem.value).isprintable()
