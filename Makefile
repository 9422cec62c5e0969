# Each target sets up what it needs first; that takes seconds once all is there.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
export PIP_CONSTRAINT := $(CURDIR)/requirements.lock
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: install demo test check bench eval-verse eval-images eval-voting

install: .venv/.installed  ## The bot and its models, to run with .venv/bin/atelier

demo: .venv/.installed  ## The bot with real models in a Discord on this machine
	@$(BIN)/atelier demo $(ARGS)

test: .venv/.installed-dev  ## All tests
	@$(BIN)/pytest --numprocesses 2 --no-loadscope-reorder $(ARGS)

check: .venv/.installed-dev  ## Style, types and import rules
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/pyright
	@$(BIN)/pytest -q tests/test_import_rules.py

bench: .venv/.installed-bench  ## Measured figures, as a table and in .bench/results.json
	@$(BIN)/python -m tests.benchmarks $(ARGS)

eval-verse: .venv/.installed-dev  ## Poems and lyrics checked, as tables and in .eval/verse/
	@$(BIN)/python -m tests.evaluations.verse $(ARGS)

eval-images: .venv/.installed-dev  ## The image model's pictures judged, as tables and in .eval/images/
	@$(BIN)/python -m tests.evaluations.images $(ARGS)

eval-voting: .venv/.installed-dev  ## Fair judging in simulation, as tables and in .eval/voting/
	@$(BIN)/python -m tests.evaluations.voting $(ARGS)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| (echo "Atelier needs Python 3.11 or newer; say which with PYTHON=..." && exit 1)
	@$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python pyproject.toml requirements.lock
	@echo "Installing Atelier and its models; the first time takes a few minutes."
	@$(BIN)/python -m pip install --editable .
	@$(BIN)/atelier models install
	@touch $@

.venv/.installed-dev: .venv/.installed
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

.venv/.installed-bench: .venv/.installed-dev
	@echo "Installing what is compared with; llama.cpp compiles for some minutes."
	@$(BIN)/python -m pip install --editable '.[bench]'
	@touch $@
