"""What the tests of forked kernels share: surroundings as outside pytest, and forking processes of a test's own."""

import os
from collections.abc import Generator, Iterator

import pytest

from socialroi.forking import server


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """ipykernel does not capture file descriptors where it sees pytest's variable."""
    test = os.environ.pop("PYTEST_CURRENT_TEST")
    try:
        return (yield)
    finally:
        os.environ["PYTEST_CURRENT_TEST"] = test


@pytest.fixture(autouse=True, scope="session")
def package_at_rest() -> Iterator[None]:
    """The package counts as not edited while the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "state_of_sources", lambda: 0)
        yield


@pytest.fixture
def own_servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict]:
    """Servers of this test alone, stopped at its end."""
    servers: dict = {}
    monkeypatch.setattr(server, "_servers", servers)
    monkeypatch.setattr(server, "_broken", set())
    yield servers
    for one in servers.values():
        one.process._stop()
