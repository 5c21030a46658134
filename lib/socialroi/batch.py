"""A batch: many reports at a time, on this machine or a cluster, none lost, each with its outcome."""

import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace

from tqdm import tqdm

from socialroi import runner
from socialroi.cluster import workers_of
from socialroi.errors import InputError
from socialroi.fingerprint import kit_version
from socialroi.forking import live
from socialroi.periods import parse_period
from socialroi.reasons import lost
from socialroi.runner import Job, Outcome


def run_reports(jobs: Iterable[Job], *, workers: int = 2, scheduler: str = "") -> list[Outcome]:
    """Every report, with a progress bar on stderr. One failure does not stop the rest.

    `workers` at a time on this machine, or as many as the cluster of the `scheduler` takes. An interrupt ends the kernels that
    run, and all that their cells have started; finished reports stay.
    """
    batch = secrets.token_hex(8)
    jobs = [replace(job, batch=batch, kit=kit_version()) for job in jobs]
    known = {} if scheduler else runner.unchanged(jobs)
    with workers_of(scheduler, batch) if scheduler else _threads(workers, batch) as executor:
        return run_on(executor, jobs, known)


@contextmanager
def _threads(workers: int, batch: str) -> Iterator[Executor]:
    """Threads of this process, each of which drives one kernel at a time."""
    with ThreadPoolExecutor(max_workers=workers) as executor:
        try:
            yield executor
        except BaseException:
            live.stop_kernels(batch)
            executor.shutdown(cancel_futures=True)
            raise


def run_on(executor: Executor, jobs: list[Job], known: Mapping[Job, Outcome]) -> list[Outcome]:
    """Every report on any executor of the standard interface, outcomes in the order of the jobs; `known` ones need no work."""
    outcomes = dict(known)
    futures = {executor.submit(runner.run_job, job): job for job in dict.fromkeys(jobs) if job not in known}
    failed = 0
    with tqdm(total=len(outcomes) + len(futures), initial=len(outcomes), unit="report", file=sys.stderr) as bar:
        for future in as_completed(futures):
            outcome = outcomes[futures[future]] = _outcome_of(future, futures[future])
            failed += outcome.status == "failed"
            bar.set_postfix_str(f"{failed} failed" if failed else "", refresh=False)
            bar.update()
    return [outcomes[job] for job in jobs]


def _outcome_of(future: Future[Outcome], job: Job) -> Outcome:
    """The outcome, also where whoever worked on it was lost: the other reports are not."""
    try:
        return future.result()
    except (live.BatchStopped, InputError):
        raise
    except Exception as wrong:
        label = parse_period(job.period).label
        return runner.failed(job.out / job.client / label, lost(wrong, job.client, label))
