"""Imported once by the process that kernels are forked from; see `preload`."""

from socialroi.forking.preload import preload

preload()
