"""Imported by the process that kernels are forked from: imports what notebooks import, and fills the kit's own caches.

Nothing else is computed. A library that has computed may own threads, and a forked process has none of its parent's threads:
it would wait for them for ever. Only what is installed is imported.
"""

import builtins
import gc
import importlib
import importlib.util
import os
import pkgutil
import sys
import threading
from types import SimpleNamespace

LIBRARIES = (
    "numpy", "pandas", "pandas.core.arrays.arrow.extension_types", "pandas.core.methods.to_dict", "pandas.core.reshape.reshape",
    "pandas.io.formats.format", "pandas.io.formats.html", "pandas.io.formats.string", "pandas.io.formats.style",
    "pyarrow", "pyarrow.compute", "pyarrow.dataset", "pyarrow.feather", "pyarrow.pandas_compat", "pyarrow.parquet",
    "pyarrow.substrait", "scipy.stats", "scipy.special", "scipy.optimize",
    "matplotlib.pyplot", "matplotlib.style.core", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg",
    "pydantic", "babel.core", "babel.dates", "babel.numbers", "babel.messages.pofile", "jinja2", "lxml.etree", "lxml.html",
    "ruamel.yaml", "openpyxl", "tzdata", "importlib.resources.readers", "encodings.unicode_escape", "encodings.utf_8_sig",
    "ipykernel.debugger", "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell",
    "ipykernel.heartbeat", "ipykernel.parentpoller", "ipykernel.jsonutil",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
    "IPython.extensions.storemagic", "matplotlib_inline.config",
)  # fmt: skip
# What drives the notebooks is not needed in them.
_DRIVERS = (
    "__main__", "batch", "batch_result", "cli", "cluster", "exporter", "fetch", "fingerprint", "forking", "new_client",
    "notebook_run", "places", "reasons", "report_folder", "report_store", "runner",
)  # fmt: skip
set_by_imports: dict[str, str] = {}  # the environment variables that libraries have set when they were imported
_INLINE = "module://matplotlib_inline.backend_inline"


def preload() -> None:
    """Imports everything, in the state in which a kernel would have imported it.

    Raises RuntimeError where an import has started a thread: nothing may be forked then.
    """
    if sys.path[:1] == [""]:  # a file pandas.py in the working directory is nobody's pandas
        del sys.path[0]
    os.environ.setdefault("MPLBACKEND", _INLINE)  # as ipykernel does before the first cell
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # the debugger's warning about frozen modules would reach the terminal
    # pandas decides at import how wide its tables are, by whether it is in a kernel.
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)
    before = dict(os.environ)
    try:
        for name in (*LIBRARIES, *_own_modules()):
            _import(name)
        _fill_caches()
    finally:
        del builtins.get_ipython
    set_by_imports.update({name: value for name, value in os.environ.items() if before.get(name) != value})
    if threading.active_count() != 1:
        raise RuntimeError(f"imports have started threads: {threading.enumerate()}")
    gc.collect()
    gc.freeze()  # the kernels' garbage collectors leave these objects alone, so their memory stays shared


def _fill_caches() -> None:
    """What every notebook asks for first and no client changes is worked out once here, instead of once a kernel."""
    from socialroi import blocks, params_types, params_yaml, schema, words

    for table in schema.TABLES:
        schema.empty(table)
    params_types.known_zone("UTC")
    params_yaml.read_document("client: é\nshare: 0.5\nsince: 2025-01-01".encode(), "none")
    blocks.Paragraph("")._repr_mimebundle_()
    for language in ["en", *words.languages()]:
        spoken = words.Words(language, "USD")
        spoken.verdict("pays_back")
        spoken.formats.money(1.0)


def _own_modules() -> list[str]:
    package = importlib.import_module("socialroi")
    found = pkgutil.iter_modules(package.__path__)
    names = [f"socialroi.{module.name}" for module in found if module.name not in _DRIVERS]
    sources = importlib.util.find_spec("socialroi.sources")
    inner = pkgutil.iter_modules(sources.submodule_search_locations) if sources else ()
    return names + [f"socialroi.sources.{module.name}" for module in inner]


def _import(name: str) -> None:
    """A module that is absent is absent in the kernel too, which then says so in the cell that needs it."""
    try:
        importlib.import_module(name)
    except ImportError:
        sys.modules.pop(name, None)
