"""Which kernels can be forked: Python kernels of this very environment, as `jupyter_client` would start them."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

_LAUNCHER = ("-m", "ipykernel_launcher")


@dataclass(frozen=True)
class KernelCommand:
    """A kernel's command line in its two parts: the interpreter's options, and the arguments of ipykernel."""

    options: tuple[str, ...]
    arguments: tuple[str, ...]


def forkable(command: Sequence[str], *, platform: str = sys.platform) -> KernelCommand | None:
    """The command in its parts, or None where only a new process will do.

    Forking is left to Linux: macOS's own libraries do not survive it, Windows has none. Of the interpreter's options only
    `-X name=value` is understood, which is what Jupyter's Python kernel uses.

    >>> forkable([sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "k.json"], platform="linux")
    KernelCommand(options=('frozen_modules=off',), arguments=('-f', 'k.json'))
    >>> forkable(["R", "--slave"], platform="linux") is None
    True
    """
    if platform != "linux" or not command or command[0] != sys.executable:
        return None
    place = next((place for place, part in enumerate(command) if part == "-m"), len(command))
    options = command[1:place]
    if tuple(command[place : place + 2]) != _LAUNCHER or not all(option.startswith("-X") and "=" in option for option in options):
        return None
    return KernelCommand(tuple(option[2:] for option in options), tuple(command[place + 2 :]))
