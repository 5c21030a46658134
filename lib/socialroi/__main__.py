"""`python -m socialroi` is the same as `socialroi`."""

import sys

from socialroi.cli import main

sys.exit(main())
