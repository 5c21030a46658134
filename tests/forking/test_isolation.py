"""Nothing of one client's run can be seen in another's."""

from pathlib import Path

import pytest
from kernels import execute, notebook_of, text_of

TRACES = """import atexit, builtins, decimal, gc, locale, logging, os, random, signal, sys, tempfile, threading, warnings
import matplotlib, numpy, pandas, socialroi.costs
print(dict(
    globals_=hasattr(sys.modules['__main__'], 'secret'), builtin=hasattr(builtins, 'secret'),
    module=hasattr(socialroi.costs, 'secret'), patched=pandas.DataFrame.sum.__name__,
    environment=os.environ.get('SECRET'), folder=os.getcwd(), argv=len(sys.argv), path='secret' in sys.path,
    option=pandas.get_option('display.precision'), error=numpy.geterr()['divide'], colour=matplotlib.rcParams['text.color'],
    precision=decimal.getcontext().prec, logger=logging.getLogger('secret').level, handlers=len(logging.root.handlers),
    filters=any(part[0] == 'error' and part[2] is UserWarning for part in warnings.filters), threads=threading.active_count(),
    temporary=tempfile.tempdir, umask=os.umask(0o22), handler=str(signal.getsignal(signal.SIGUSR1)), frozen=gc.isenabled(),
    memory=any(getattr(thing, 'mark', None) == 'client one' for thing in gc.get_objects() if type(thing).__name__ == 'Secret'),
))"""
CHANGES = """import tempfile
secret = builtins.secret = socialroi.costs.secret = 'client one'
def spoiled(*a, **k): return 0
pandas.DataFrame.sum = spoiled
class Secret: mark = 'client one'
socialroi.costs.kept = Secret()
os.environ['SECRET'] = 'client one'; sys.argv.append('secret'); sys.path.append('secret')
pandas.set_option('display.precision', 1); numpy.seterr(divide='raise'); matplotlib.rcParams['text.color'] = 'red'
decimal.getcontext().prec = 3; logging.getLogger('secret').setLevel(10); logging.basicConfig()
warnings.simplefilter('error', UserWarning); threading.Thread(target=threading.Event().wait, daemon=True).start()
tempfile.tempdir = '/'; signal.signal(signal.SIGUSR1, signal.SIG_IGN); gc.disable(); os.umask(0); os.chdir('/')"""
DRAWN = """import random, uuid, numpy, secrets
print(numpy.random.rand(), numpy.random.default_rng().random(), random.random(), uuid.uuid4(), secrets.token_hex())"""


def test_nothing_of_one_run_is_seen_in_the_next() -> None:
    first = execute(notebook_of(TRACES, CHANGES, TRACES))
    second = execute(notebook_of(TRACES))
    assert text_of(first, 2) != text_of(first, 0)  # the changes are seen where they were made
    assert text_of(second) == text_of(first, 0)


def test_every_kernel_draws_its_own_random_numbers() -> None:
    drawn = [text_of(execute(notebook_of(DRAWN))).split() for _ in range(2)]
    assert len(drawn[0]) == 5
    assert not set(drawn[0]) & set(drawn[1])


def test_each_kernel_has_the_folder_and_environment_of_its_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", "mine")
    shown = text_of(execute(notebook_of("import os; print(os.getcwd(), os.environ['JPY_SESSION_NAME'], os.getppid())")))
    assert shown.split()[:2] == [str(tmp_path), "mine"]


def test_a_module_beside_the_notebook_hides_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_servers: dict
) -> None:
    (tmp_path / "pandas.py").write_text("raise SystemError('not pandas')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert text_of(execute(notebook_of("import pandas; print(pandas.DataFrame.__name__)"))) == "DataFrame\n"
    assert len(own_servers) == 1
