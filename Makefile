# make render and make test each do all the set-up on a machine with Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

unexport PYTHONDONTWRITEBYTECODE  # tests are compiled once, not by every process

.PHONY: render test test-full bench bench-all clean

render: $(VENV)/.installed
	$(BIN)/briefgen render

test: $(VENV)/.developing
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist worksteal --hypothesis-profile quick -m "not full and not durability"

test-full: $(VENV)/.developing
	$(BIN)/pytest -n auto --dist load --maxschedchunk 1 -m "full or durability or hypothesis"

bench: $(VENV)/.developing
	$(BIN)/python -m tests.bench

bench-all: bench
	$(BIN)/python -m tests.bench.bench
	$(BIN)/python -m tests.bench.bench_watch
	$(BIN)/python -m tests.bench.logs
	$(BIN)/python -m tests.bench.desk

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find out -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	touch $@
