# One command does each thing; every one of them sets up what it needs first.
# The newest Python on the path that is new enough and can make environments.
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for v in 3.14 3.13 3.12 3.11 3; do python$$v -c '$(FITS)' 2>/dev/null && command -v python$$v && break; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: score test check format lint types contract docs golden schemas reference examples bench oracles clean

score: $(VENV)/ready  ## print the scorecard of the example organisation
	@$(BIN)/levelup score examples/northmoor.xlsx

test: $(VENV)/ready  ## run all tests
	@$(BIN)/python -m pytest
	@$(BIN)/coverage report --fail-under=95

check: format lint types contract docs test  ## everything that CI checks

format: $(VENV)/ready
	@$(BIN)/ruff format --check .

lint: $(VENV)/ready
	@$(BIN)/ruff check .

types: $(VENV)/ready
	@$(BIN)/mypy

contract: $(VENV)/ready
	@$(BIN)/lint-imports

docs: $(VENV)/ready
	@$(BIN)/python docs/check_docs.py

schemas: $(VENV)/ready  ## write the JSON Schemas of the results anew
	@$(BIN)/python docs/write_schemas.py

reference: $(VENV)/ready  ## write the reference anew from the definitions
	@$(BIN)/python docs/write_reference.py

golden: $(VENV)/ready  ## write the golden scorecards anew; review the difference
	@$(BIN)/python tests/golden/write_golden.py

examples: $(VENV)/ready  ## make the example returns anew; they come out the same
	@$(BIN)/python examples/make_northmoor.py
	@$(BIN)/python examples/make_others.py
	@$(BIN)/python examples/make_brightwell.py

bench: $(VENV)/ready  ## time the score against a hand-written pandas script, and its intervals
	@$(BIN)/python benchmarks/bench.py
	@$(BIN)/python benchmarks/intervals.py

oracles: $(VENV)/ready  ## print how closely published results are reproduced
	@PYTHONPATH=tests $(BIN)/python -m oracles.report

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c '$(FITS)' || { echo "levelup needs Python 3.11 or newer, with venv"; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
