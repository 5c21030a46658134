"""Other machines: the one place that knows Dask. Everything else sees an executor of the standard library."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from socialroi.errors import InputError, Problem
from socialroi.forking import live

_ANSWER_SECONDS = 30  # for the scheduler
_WORKER_SECONDS = 300  # for the first worker: machines may still be starting


@contextmanager
def workers_of(address: str, batch: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler is there, such as `tcp://10.0.0.1:8786`.

    A job whose worker was killed starts again on another; a job that fails is not tried again. An interrupt ends the kernels
    of this batch on every machine: Dask itself would let what runs run on.
    Raises InputError where Dask is not installed, no scheduler answers, or no worker is there.
    """
    try:
        from distributed import Client
    except ImportError as absent:
        raise InputError([Problem("--scheduler", "Dask is not installed", "", "pip install 'socialroi[dask]'")]) from absent
    try:
        client = Client(address, timeout=_ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as silent:
        fix = "start one with `dask scheduler`, and give the address that it prints"
        raise InputError([Problem(f"--scheduler {address}", "no scheduler answers there", "", fix)]) from silent
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKER_SECONDS)
        except TimeoutError as alone:
            fix = f"start one on each machine with `dask worker {address}`"
            raise InputError([Problem(f"--scheduler {address}", "it has no worker", "", fix)]) from alone
        executor = client.get_executor(pure=False, retries=0)
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)  # what has not started never will
            client.run(live.stop_kernels, batch, on_error="ignore")
            raise
