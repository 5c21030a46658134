"""Jupyter's plug-in for starting kernels, under the name `socialroi-fork`."""

import asyncio
import os
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from socialroi.forking.child import ForkedKernel
from socialroi.forking.command import forkable
from socialroi.forking.process import ForkedProcess, end_group
from socialroi.forking.server import fork_kernel

NAME = "socialroi-fork"


class ForkProvisioner(LocalProvisioner):
    """Starts a Python kernel by a fork where that is possible, and as a plain process everywhere else."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Starts the kernel. `cmd` and `kwargs` are what `subprocess.Popen` would be given."""
        kernel = _kernel_of(cmd, kwargs)
        process = await asyncio.to_thread(_fork, kernel, kwargs) if kernel else None
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process
        self.pid = self.pgid = process.pid  # it makes its own group first; asking for it now could give the driver's
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Gives everything back. Programs that a dead kernel has left running end here."""
        process, self.process = self.process, None
        if isinstance(process, ForkedProcess) and process.poll() is None:
            end_group(process.pid)
        await super().cleanup(restart=restart)


def _kernel_of(command: list[str], options: dict[str, Any]) -> ForkedKernel | None:
    """The kernel to fork, or None where the command or what `Popen` is asked for needs a process of its own."""
    parts = forkable(command)
    if parts is None or options.get("stdin") is not None or options.get("independent"):
        return None
    environment = {**options.get("env", os.environ), "JPY_PARENT_PID": str(os.getpid())}
    folder = os.fspath(options.get("cwd") or Path.cwd())
    return ForkedKernel(tuple(command), parts.options, parts.arguments, environment, folder)


def _fork(kernel: ForkedKernel, options: dict[str, Any]) -> ForkedProcess | None:
    return fork_kernel(kernel, _descriptor(options.get("stdout"), 1), _descriptor(options.get("stderr"), 2))


def _descriptor(stream: Any, default: int) -> int:
    if stream is None:
        return default
    return stream if isinstance(stream, int) else stream.fileno()
