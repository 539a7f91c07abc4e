# Foedera: `make run` tries it, `make test` checks it. Everything is installed into .venv from hash-pinned files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help install run test sssom lint format bench clean

help:  ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

install: $(VENV)/.run  ## Install Foedera and what it needs into .venv

run: install  ## Ingest the seeds, validate them and serve them on 127.0.0.1:8000
	@$(BIN)/foedera ingest seeds
	@$(BIN)/foedera validate --store
	@$(BIN)/foedera serve

lint: $(VENV)/.test  ## Check format, style, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint  ## Run every check
	$(BIN)/pytest -n auto

sssom: $(VENV)/.test $(VENV)/sssom/bin/sssom  ## Let the validator of SSSOM look at our tables of links
	@SSSOM=$(VENV)/sssom/bin/sssom $(BIN)/pytest -q -n 0 tests/kg/link/test_sssom.py

bench: $(VENV)/.test  ## Measure speed against peers
	$(BIN)/python -m benchmarks

format: $(VENV)/.test  ## Rewrite the code in the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove what was installed
	rm -rf $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml
	@echo "Installing Foedera into $(VENV) (about a minute the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	@echo "Installing what the checks need …"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# In an environment of its own: it needs linkml and some sixty packages more, of which Foedera needs none.
$(VENV)/sssom/bin/sssom: $(VENV)/.run
	@echo "Installing the validator of SSSOM …"
	@$(PYTHON) -m venv $(VENV)/sssom
	@$(VENV)/sssom/bin/python -m pip --disable-pip-version-check --quiet install sssom==0.4.21
