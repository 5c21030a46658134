"""The kernel manager by which one run chooses how its kernels start."""

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Bool

from socialroi.forking.provisioner import NAME


class ForkingKernelManager(AsyncKernelManager):
    """Jupyter's own manager, which asks for this kit's provisioner.

    The kernel keeps its name, and the notebook its metadata. `fork = False`: plain processes, stopped in the same way.
    """

    fork = Bool(True, config=True)

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernel's specification as installed, with the provisioner named in it."""
        spec = super().kernel_spec
        if spec is not None:
            spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": NAME, "config": {"fork": self.fork}}}
        return spec
