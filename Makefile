# Two commands for a newcomer: `make demo` and `make test`. The rest is for people who work here.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
WORKERS ?= 2
BIN    := $(VENV)/bin
PORT   ?= 8000

export OMP_NUM_THREADS = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check format bench soak console wheel clean

demo: $(VENV)/.installed
	@scripts/build-console
	@$(BIN)/python -m town.open --port $(PORT)

test: $(VENV)/.installed-for-tests
	@scripts/ensure-chromium
	@scripts/build-console
	@echo "▸ Running every test (a real PostgreSQL and a real Chromium included)"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

console: $(VENV)/.installed
	@CONSOLE_MUST=1 scripts/build-console

wheel: console
	@rm -rf puhui/app/console/built && cp -r web/dist puhui/app/console/built
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist . && rm -rf puhui/app/console/built
	@ls dist/*.whl

check: $(VENV)/.installed-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-for-tests
	$(BIN)/python -m benchmarks

soak: $(VENV)/.installed-for-tests
	@echo "▸ Two hundred simulated quarters, every invariant after every day (docs/simulation.md)"
	@$(BIN)/python -m tests.simulation
	@echo "▸ Every screen of the console in every language at every width"
	@PUHUI_EVERY_VIEW=1 $(BIN)/python -m pytest -q tests/journeys/console

clean:
	rm -rf $(VENV) build dist *.egg-info web/dist web/node_modules

$(VENV)/bin/python:
	@echo "▸ Making a Python environment in $(VENV)"
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Puhui needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make PYTHON=/path/to/python3.11 demo"; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || \
	  { echo "Python could not make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "▸ Installing Puhui and what it builds on (about a minute the first time)"
	@$(BIN)/python -m pip install --quiet --quiet --constraint constraints.txt --editable '.[photo,linkage]'
	@touch $@

$(VENV)/.installed-for-tests: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "▸ Installing Puhui with its test tools (about a minute the first time)"
	@$(BIN)/python -m pip install --quiet --quiet --constraint constraints.txt --editable '.[photo,linkage,test,check,bench]'
	@touch $@ $(VENV)/.installed
