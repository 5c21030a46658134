"""Kernels that start in a moment: forked from one process that has everything imported already.

`provisioner` is the documented way in: Jupyter's own plug-in for how a kernel's process is started. `manager` chooses it for
one run; `JUPYTER_DEFAULT_PROVISIONER_NAME=socialroi-fork` chooses it for any Jupyter program. The kernel itself is the plain
ipykernel, and where forking is not possible it is also started in the plain way, with the same results.
"""
