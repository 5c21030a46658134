"""Cells that would show any difference between a forked and a plain kernel."""

CELLS = (
    "print('out'); import sys; print('error', file=sys.stderr); print('out again')",
    "import os; os.write(1, b'raw\\n'); os.write(2, b'raw error\\n'); None",
    "import subprocess; subprocess.run(['echo', 'from a program'], check=True).returncode",
    "!echo from a shell",
    "%pwd",
    """class Rich:
    def _repr_html_(self): return '<b>rich</b>'
    def _repr_mimebundle_(self, include=None, exclude=None): return {'application/x-kit+json': {'a': [1, None]}}
Rich()""",
    """from IPython.display import HTML, JSON, display, clear_output
handle = display(HTML('<i>one</i>'), display_id='same'); handle.update(HTML('<i>two</i>')); JSON({'a': 1})""",
    "print('gone'); clear_output(); print('kept')",
    "import numpy as np, pandas as pd; print(np.__version__); pd.DataFrame(np.arange(3000).reshape(75, 40)).add_prefix('column ')",
    "print(pd.DataFrame(np.arange(3000).reshape(75, 40)).add_prefix('column '))",
    "print({key: pd.get_option(key) for key in ('display.max_columns', 'display.width', 'display.max_rows')})",
    "print(np.geterr(), np.get_printoptions())",
    """import hashlib, matplotlib.pyplot as plt
print(plt.get_backend(), plt.rcParams['figure.dpi'], plt.rcParams['figure.figsize'])
figure, axes = plt.subplots(); axes.plot([1, 3, 2]); axes.set_title('A finding')""",
    "plt.bar(['a', 'b'], [1, 2]); plt.show(); plt.plot([2, 1])",
    "import matplotlib; print(sorted((key, str(value)) for key, value in matplotlib.rcParams.items()))",
    "%matplotlib inline\nplt.plot([1, 2]); plt.gcf()",
    """import warnings
warnings.warn('mine'); warnings.warn('old', DeprecationWarning); warnings.warn('soon', FutureWarning); np.float64(1) / 0""",
    "print(sorted({str(f[:1] + (getattr(f[1], 'pattern', f[1]), f[2].__name__, getattr(f[3], 'pattern', f[3]), f[4])) for f in warnings.filters}))",
    "# fails\ndef deep(n):\n    return 1 / n if n == 0 else deep(n - 1)\ndeep(3)",
    "# fails\nos.environ['NOT THERE']",
    "# fails\npd.DataFrame({'a': [1]})['b']",
    "# fails\nimport json; json.loads('{')",
    "# fails\nthis is no Python",
    "# fails\ninput('name? ')",
    "# fails\nimport getpass; getpass.getpass()",
    "# fails\nimport no_such_module",
    "repr(sys.stdin.read()), sys.stdin.encoding, sys.stdin.errors, sys.stdout.encoding, sys.__stdout__.encoding, sys.__stdin__.fileno()",
    """import concurrent.futures, threading
def say(n): print('thread', n); return n * n
with concurrent.futures.ThreadPoolExecutor(1) as pool: print(list(pool.map(say, range(4))))""",
    "print(sorted(thread.name for thread in threading.enumerate()), threading.current_thread() is threading.main_thread())",
    """import multiprocessing
print(multiprocessing.current_process().name, multiprocessing.parent_process(), multiprocessing.get_start_method(True))
child = multiprocessing.get_context('forkserver').Process(target=os.getpid); child.start(); child.join(); child.exitcode""",
    """from multiprocessing import shared_memory
memory = shared_memory.SharedMemory(create=True, size=8); memory.close(); memory.unlink()""",
    "import random; random.seed(1); np.random.seed(1); print(random.random(), np.random.rand(2), np.random.default_rng(1).random())",
    "matrix = np.random.default_rng(2).random((400, 400)); hashlib.sha256((matrix @ matrix).tobytes()).hexdigest()",
    "import pyarrow, pyarrow.compute; print(pyarrow.compute.sum(pyarrow.array(range(1000))), pyarrow.cpu_count())",
    "from scipy import stats; print(stats.norm.cdf(1.0), stats.linregress([1, 2, 3], [2, 4, 7]).slope)",
    "print(sorted(os.environ.items()))",
    "print(os.getcwd(), sys.argv, sys.orig_argv, sys.path, sys.flags, sys._xoptions, sys.executable, sys.prefix)",
    "import locale, time; print(locale.getlocale(), time.tzname, time.timezone, os.umask(0o022), os.getpgrp() == os.getpid() == os.getsid(0))",
    "import signal; print([(s.name, str(signal.getsignal(s)).split(' at ')[0]) for s in signal.valid_signals() if isinstance(s, signal.Signals)])",
    "import resource; print(resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_NOFILE), os.nice(0))",
    "print(sorted(vars(sys.modules['__main__'])), __name__, __doc__, '__file__' in globals())",
    "import builtins; print(sorted(vars(builtins)))",
    "import gc, faulthandler; print(gc.isenabled(), gc.get_threshold(), faulthandler.is_enabled(), sys.getrecursionlimit())",
    "import logging; print(logging.root.handlers, logging.root.level, logging.raiseExceptions, logging.getLogger('x').warning('logged'))",
    "import decimal, pickle; print(decimal.getcontext()); pickle.loads(pickle.dumps(Rich())).__class__.__module__",
    "import asyncio; await asyncio.sleep(0); print(type(asyncio.get_running_loop()).__name__, asyncio.get_event_loop_policy().__class__)",
    "import inspect; print(inspect.getsource(deep)); print(In[1], Out.keys()); get_ipython().history_manager.hist_file",
    "%config InlineBackend",
    "%lsmagic",
    "%who",
    "import tempfile; print(tempfile.gettempdir(), sys.excepthook.__qualname__, type(sys.displayhook).__name__, sys.breakpointhook)",
    "print('x' * 200_000)",
    "%%bash\necho from bash $0; exit 3",
)  # fmt: skip
