# Every target sets up what it needs. Only Python 3.11 or later and make have to be there.
# Another Python: make PYTHON=python3.13 report

PYTHON ?=
CLIENTS ?= lotus-cafe helio-crm mira-shop
PERIOD ?= 2025-Q3

RUN := .venv/bin/python
READY := .venv/.ready
PYTHONS := $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3 python
# Debian packages of the programs that some tests need
TOOLS := chromium

.PHONY: help report test fuzz faults lab notebooks schema tools clean

help:
	@echo "make report     the reports of the demo clients for $(PERIOD), into out/"
	@echo "make test       every test (make tools installs the programs that some of them need)"
	@echo "make fuzz       damaged files and coverage-guided fuzzing of the readers, for an hour"
	@echo "make faults     kill -9 at 51 random moments of a batch, 500 clients with 25 broken …; make test does a few"
	@echo "make lab        JupyterLab"
	@echo "make notebooks  run the committed notebooks again, in place"
	@echo "make schema     write params/schema.json again, after a change of the params' models"
	@echo "make clean      remove everything that was made"

report: $(READY)
	@$(RUN) -m socialroi report $(CLIENTS) --period $(PERIOD)

test: $(READY)
	$(RUN) -m ruff check .
	$(RUN) -m pytest -n 2 --dist loadfile --nbval --nbval-kernel-startup-timeout 180 tests lib notebooks

fuzz: $(READY)
	$(RUN) -m pip install -q --disable-pip-version-check -e ".[fuzz]"
	$(RUN) tests/fuzz/fuzz_readers.py out/fuzz -max_total_time=3600
	DAMAGE_EACH=20 $(RUN) -m pytest -n 1 tests/sources/test_damage.py

faults: $(READY)
	FAULT_KILLS=51 FAULT_CLIENTS=408 FAULT_BROKEN=500 $(RUN) -m pytest -n 2 tests/forking/test_faults.py tests/forking/test_disasters.py

lab: $(READY)
	$(RUN) -m jupyterlab

# Executed with the notebooks' own parameters; what changes from run to run is taken out, outputs and counts stay.
notebooks: $(READY)
	@set -e; trap 'rm -f notebooks/.draft.ipynb' EXIT; \
	for notebook in notebooks/*.ipynb notebooks/explore/*.ipynb; do \
	  test -e "$$notebook" || continue; \
	  echo "$$notebook"; \
	  $(RUN) -m papermill --no-progress-bar --no-request-save-on-cell-execute --log-level ERROR \
	    "$$notebook" notebooks/.draft.ipynb; \
	  $(RUN) -m nbstripout --keep-output --keep-count --keep-id \
	    --extra-keys "metadata.papermill cell.metadata.papermill metadata.language_info.version" notebooks/.draft.ipynb; \
	  mv notebooks/.draft.ipynb "$$notebook"; \
	done

schema: $(READY)
	$(RUN) -c "import pathlib, socialroi.params_file as file; file.write_schema(pathlib.Path('params/schema.json'))"

tools:
	@if command -v chromium || command -v chromium-browser || command -v google-chrome; then exit 0; fi; \
	as_root=; test "$$(id -u)" -eq 0 || as_root=sudo; \
	$$as_root apt-get update && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y $(TOOLS)

clean:
	rm -rf .venv out .pytest_cache .ruff_cache .hypothesis data/*/.cache lib/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. The file .ready is younger than what it was made from, so a second run starts at once.
$(READY): requirements.txt pyproject.toml
	@$(RUN) -m pip --version >/dev/null 2>&1 || { \
	  for python in $(PYTHONS) none; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	  done; \
	  if test $$python = none; then echo "Python 3.11 or later is needed, and none was found." >&2; exit 1; fi; \
	  echo "Making .venv with $$python"; \
	  rm -rf .venv; \
	  $$python -m venv .venv >/dev/null 2>&1 \
	    || { rm -rf .venv; $$python -m virtualenv -q .venv 2>/dev/null; } \
	    || { rm -rf .venv; virtualenv -q -p $$python .venv 2>/dev/null; } \
	    || { rm -rf .venv; version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	         echo "This Python cannot make environments. Please run: sudo apt-get install -y python$$version-venv" >&2; exit 1; }; \
	}
	@echo "Installing requirements.txt into .venv; the first time takes a few minutes"
	@$(RUN) -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $(READY)
