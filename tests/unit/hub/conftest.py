"""A hub on this computer, and a model that lies on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gguf_bytes import model_bytes
from hub_server import FILE, REPOSITORY, FakeHub, running_hub

from desktop.hub import Hub


@pytest.fixture(scope="session")
def session() -> Iterator[None]:
    """What the library keeps open is let go at the end."""
    from huggingface_hub import close_session

    yield
    close_session()


@pytest.fixture
def server(session: None) -> Iterator[FakeHub]:
    """A hub with one model on it."""
    with running_hub() as hub:
        hub.host(REPOSITORY, FILE, model_bytes(weights=65536))
        yield hub


@pytest.fixture
def hub(server: FakeHub) -> Hub:
    """The way to it."""
    return Hub(server.address)
