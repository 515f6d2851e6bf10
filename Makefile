# Every target does its own set-up: a virtual environment in .venv with the pinned dependencies,
# renewed only when pyproject.toml or constraints.txt change.
#
#   make run                  open the dashboard on http://localhost:8501
#   make run PORT=8600        the same on another port
#   make test                 every test
#   make check                format, lint, types, docstrings
#   make bench                measure; EVENTS=1000000 for the full size, TEN=--ten for ours at ten times that
#   make clean                remove the environment and every cache

SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8501
EVENTS ?= 100000
HOST ?= 127.0.0.1
VENV := .venv
STAMP := $(VENV)/.installed
BIN := $(VENV)/bin
NEEDS := import sys; sys.exit(sys.version_info < (3, 11))

# PYTHON=... chooses another interpreter; otherwise the first of these that is 3.11 or newer.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c '$(NEEDS)' >/dev/null 2>&1 && { echo $$p; break; }; done)

SOURCES := $(wildcard app.py dashboard tests benchmarks data/build)
PACKAGE = $$(find dashboard -name '*.py')

.PHONY: help setup run test check bench clean

help:
	@sed -n 's/^#   //p' Makefile

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c '$(NEEDS)' 2>/dev/null; then \
	  echo "The dashboard needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || true)."; \
	  echo "Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make virtual environments."; \
	  echo "On Debian or Ubuntu: apt-get install python3-venv; then say make again."; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (once, a minute or two) ..."
	@test -x $(BIN)/python && $(BIN)/python -c '$(NEEDS)' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

run: $(STAMP)
	@echo "The dashboard opens on http://localhost:$(PORT) (stop it with Ctrl+C)"
	@exec $(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address $(HOST)

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/python -m ruff format --check $(SOURCES)
	$(BIN)/python -m ruff check $(SOURCES)
	$(BIN)/python -m mypy $(SOURCES)
	$(BIN)/python -m numpydoc lint --config . $(PACKAGE)

bench: $(STAMP)
	$(BIN)/python -m benchmarks --events $(EVENTS) $(TEN)

clean:
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
