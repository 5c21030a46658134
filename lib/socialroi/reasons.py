"""Why there is no report, in plain words: what the analyst can put right first, and no traceback where it helps nobody."""

import errno
import traceback

from socialroi.errors import InputError
from socialroi.notebook_run import NO_MEMORY, NotebookError
from socialroi.plain_text import visible
from socialroi.report_folder import Failure

_TAIL = 25  # lines of a traceback that are worth keeping
_OF_THE_DISK = {
    errno.ENOSPC: "the disk is full; make room, then run again",
    errno.EDQUOT: "the disk quota is used up; make room, then run again",
    errno.EROFS: "it cannot be written; choose another folder with --out",
    errno.EACCES: "no permission; change it, or choose another folder",
    errno.EPERM: "no permission; change it, or choose another folder",
}


def explain(wrong: Exception, client: str, period: str) -> Failure:
    """Why a report failed: the analyst's own problems as they are, anything else shortly with the end of its traceback."""
    if isinstance(wrong, InputError):
        return Failure(client, period, str(wrong), problems=[problem.as_dict() for problem in wrong.problems])
    if isinstance(wrong, NotebookError) and wrong.name == "InputError":
        return Failure(client, period, wrong.value, wrong.notebook)
    if isinstance(wrong, NotebookError):
        lines = visible("\n".join(wrong.traceback)).splitlines()
        return Failure(client, period, _of_notebook(wrong), wrong.notebook, traceback=lines[-_TAIL:])
    if isinstance(wrong, OSError) and wrong.errno in _OF_THE_DISK:
        return Failure(client, period, f"{wrong.filename or 'a file'}: {_OF_THE_DISK[wrong.errno]}")
    lines = "".join(traceback.format_exception(wrong)).splitlines()
    return Failure(client, period, f"{type(wrong).__name__}: {wrong}", traceback=lines[-_TAIL:])


def lost(wrong: BaseException, client: str, period: str) -> Failure:
    """Why a job came back without an outcome: whoever worked on it is gone."""
    name = f"{type(wrong).__name__}: {wrong}".removesuffix(": ")
    what = f"the worker, each time, or the scheduler was lost ({name})"
    return Failure(client, period, f"{what}; a machine may be out of memory or off; run again for what is missing")


def _of_notebook(wrong: NotebookError) -> str:
    if wrong.name in NO_MEMORY:
        return f"{wrong}; twice, its kernel had no more memory: allow more with --memory, or look for a file that is too large"
    return str(wrong)
