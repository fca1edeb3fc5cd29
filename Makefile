# Thin names for the commands that a newcomer types. Each does all the set-up that it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
# From here on the lock file decides; the installer itself is the one thing taken as it comes.
UV_SPEC := uv>=0.5

.DEFAULT_GOAL := help
.PHONY: help book test prove bench lab lock clean preflight-book preflight-test

help: ## Show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

book: $(VENV)/.installed ## Publish the demonstration council's latest quarter into _build/html
	@$(BIN)/pmf build

test: preflight-test $(VENV)/.installed-dev ## Check everything: style, types, contracts, tests
	@$(BIN)/python -m tests.run

prove: preflight-test $(VENV)/.installed-dev ## The same, with the slow proofs in their full form
	@PMF_PROVE=1 $(BIN)/python -m tests.run

bench: $(VENV)/.installed-dev ## Time the statistics, and print the table and its machine
	@$(BIN)/python -m benchmarks

lab: $(VENV)/.installed ## Open JupyterLab to write commentary in
	@$(BIN)/pmf lab

lock: $(VENV)/bin/python ## Renew the lock files from pyproject.toml
	@$(UV) --version >/dev/null 2>&1 || $(BIN)/pip install --quiet "$(UV_SPEC)"
	@export UV_CUSTOM_COMPILE_COMMAND="make lock"; \
	 args="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet"; \
	 $(UV) pip compile $$args pyproject.toml -o requirements.lock && \
	 $(UV) pip compile $$args pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove what was built and installed
	@rm -rf $(VENV) _build book/generated/* .mypy_cache .pytest_cache .ruff_cache .hypothesis

preflight-book:
	@$(PYTHON) tests/preflight.py

preflight-test:
	@$(PYTHON) tests/preflight.py --tests

$(VENV)/bin/python: | preflight-book
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@$(UV) --version >/dev/null 2>&1 || $(BIN)/pip install --quiet "$(UV_SPEC)"
	@echo "Installing what the report needs ..."
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@
