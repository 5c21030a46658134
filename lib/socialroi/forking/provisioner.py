"""Jupyter's plug-in for starting kernels, under the name `socialroi-fork`."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Bool

from socialroi.forking import live
from socialroi.forking.command import forkable

if TYPE_CHECKING:
    from socialroi.forking.process import ForkedProcess

NAME = "socialroi-fork"


class ForkProvisioner(LocalProvisioner):
    """Starts a Python kernel by a fork where that is possible, and as a plain process everywhere else."""

    fork = Bool(True, config=True, help="False: always a plain process")
    _group: live.Process | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Starts the kernel. `cmd` and `kwargs` are what `subprocess.Popen` would be given."""
        live.refuse_when_stopping()
        process = await asyncio.to_thread(_forked, cmd, kwargs) if self.fork else None
        if process is None:
            await super().launch_kernel(cmd, **kwargs)
        else:
            self.process = process
            self.pid = self.pgid = process.pid  # it makes its group first; asked for now, it could be the driver's
            self.cwd = kwargs.get("cwd") or Path.cwd()
        self._group = self.process
        live.started(self.process)
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Ends the kernel, and notes before how much memory it has taken."""
        if self.process is not None:
            live.measure(self.process)
        await super().kill(restart=restart)

    async def wait(self) -> int | None:
        """Waits for the kernel's end, and ends what its cells have left running."""
        code = await super().wait()
        self._end_group()
        return code

    async def cleanup(self, restart: bool = False) -> None:
        """Gives everything back, also after a kernel that died by itself."""
        if self.process is None or self.process.poll() is not None:
            self._end_group()
        await super().cleanup(restart=restart)

    def _end_group(self) -> None:
        group, self._group = self._group, None
        if group is not None:
            live.ended(group)


def _forked(command: list[str], options: dict[str, Any]) -> "ForkedProcess | None":
    """The kernel in a forked process, or None where the command, or what `Popen` is asked for, needs one of its own."""
    parts = forkable(command)
    if parts is None or options.get("stdin") is not None or options.get("independent"):
        return None
    # Not every system has what these import.
    from socialroi.forking.child import ForkedKernel
    from socialroi.forking.server import fork_kernel

    environment = {**options.get("env", os.environ), "JPY_PARENT_PID": str(os.getpid())}
    folder = os.fspath(options.get("cwd") or Path.cwd())
    kernel = ForkedKernel(tuple(command), parts.options, parts.arguments, environment, folder)
    return fork_kernel(kernel, _descriptor(options.get("stdout"), 1), _descriptor(options.get("stderr"), 2))


def _descriptor(stream: Any, default: int) -> int:
    if stream is None:
        return default
    return stream if isinstance(stream, int) else stream.fileno()
