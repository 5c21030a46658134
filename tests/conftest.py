"""What the tests share: tools of the machine that some of them need, and the list of what was skipped."""

import logging
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pandas as pd
import pytest
from hypothesis import settings

from socialroi import views
from socialroi.places import place

pytest_plugins = ["pytester"]
collect_ignore = ["fuzz"]  # run by hand, with a package that the tests do not need

# Names under which a tool is found. Any other tool goes by its own name: `needs("node")`.
_NAMES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "chrome"),
    "libreoffice": ("soffice", "libreoffice"),
}

# The same examples in every run, and no clock: a busy machine is no failure.
settings.register_profile("calm", derandomize=True, deadline=None, max_examples=30)
settings.load_profile("calm")


def find_tool(tool: str) -> str | None:
    """Where the tool is, or None."""
    return next((path for name in _NAMES.get(tool, (tool,)) if (path := shutil.which(name))), None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(tool): skipped where the tool is absent, failed under REQUIRE_ALL=1")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        for tool in marker.args:
            _require(tool)


@pytest.fixture
def chromium() -> str:
    """The path of Chromium; a test that asks for it is skipped where there is none."""
    return _require("chromium")


@pytest.fixture(scope="module")
def no_trend() -> Iterator[None]:
    """Judges the period alone: the trend judges three more, has its own tests, and takes a third of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "trend", lambda book, period: pd.DataFrame())
        yield


@pytest.fixture(scope="module")
def s3() -> Iterator[Callable[[], Path]]:
    """Makes new buckets on an S3 server of this machine, to which everything that reads S3 goes, in other processes too."""
    from moto.server import ThreadedMotoServer  # many tests do without, and it takes a second

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()

    def new_bucket() -> Path:
        bucket = place(f"s3://bucket-{secrets.token_hex(4)}")  # the server of another module, in this process, keeps its own
        bucket.fs.mkdir(bucket.path)
        return bucket

    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"ENDPOINT_URL": f"http://{host}:{port}", "ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "y"}.items():
            patch.setenv(f"AWS_{name}", value)
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.get_filesystem_class("s3").clear_instance_cache()  # it would go on to another module's server, which has ended
        yield new_bucket
    server.stop()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the repository."""
    return Path(__file__).resolve().parents[1]


def _require(tool: str) -> str:
    path = find_tool(tool)
    if path:
        return path
    reason = f"needs {tool}; `make tools` installs it"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lists every skipped test with its reason: nobody should believe that it has passed."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section(f"{len(skipped)} tests were skipped")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
