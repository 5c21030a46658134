"""What the tests of forked kernels share: surroundings as outside pytest, and forking processes of a test's own."""

import os
from collections.abc import Iterator

import pytest

from socialroi.forking import server


@pytest.fixture(autouse=True)
def as_outside_pytest() -> Iterator[None]:
    """ipykernel does not capture file descriptors where it sees pytest."""
    name = "PYTEST_CURRENT_TEST"
    test = os.environ.pop(name)
    yield
    os.environ[name] = test


@pytest.fixture
def own_servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict]:
    """Servers of this test alone, stopped at its end."""
    servers: dict = {}
    monkeypatch.setattr(server, "_servers", servers)
    monkeypatch.setattr(server, "_broken", set())
    yield servers
    for one in servers.values():
        one._stop()
