# Every task of the project. `make` alone lists them.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
export PYTHONHASHSEED ?= 0

.PHONY: help demo test lint types imports gate spark bench docs lock clean

help: ## List the tasks
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/ready: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is needed; name it with PYTHON=…" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

demo: $(VENV)/ready ## Read the example reports, show a dossier, write it as a page
	@mkdir -p out
	$(BIN)/wireroom brief examples/ferry --format html --quiet -o out/ferry.html
	$(BIN)/wireroom brief examples/ferry --quiet
	@echo "The same as a page: out/ferry.html"

test: $(VENV)/ready lint types imports ## Check the style, the types, the import rule, and run the tests
	$(BIN)/python -m pytest -q

lint: $(VENV)/ready ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready ## Types, strictly
	$(BIN)/mypy

imports: $(VENV)/ready ## Who may import whom
	$(BIN)/lint-imports --no-cache

gate: $(VENV)/ready ## Scores against their floors, where the annotated data is present
	$(BIN)/python -m evaluation gate --shared $(SHARED)

spark: $(VENV)/ready ## Install PySpark into .venv, for the tests of that engine (some 500 MB; needs Java 17)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock

bench: $(VENV)/ready ## Speed, as ratios against named peers: a small form of all, written to docs/benchmarks.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m benchmarks.all

docs: $(VENV)/ready ## The page of the demo as the picture of the README
	$(BIN)/python docs/screenshot.py

lock: ## Resolve the dependencies anew, with hashes (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header -o requirements.lock
	uv pip compile pyproject.toml --extra bench --universal --python-version 3.11 --generate-hashes --no-header --constraint requirements.lock -o requirements-bench.lock
	uv pip compile pyproject.toml --extra spark --universal --python-version 3.11 --generate-hashes --no-header --constraint requirements.lock -o requirements-spark.lock

clean: ## Remove what the tasks made
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
