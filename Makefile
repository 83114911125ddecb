# `make practice` to try Rapport, `make test` to trust it. Every target sets up what it needs by itself.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := practice
.PHONY: practice run test lint bench lock

BIN := .venv/bin
READY := .venv/.ready

practice: $(READY)  ## the bot in a pretend Slack, in the browser
	@$(BIN)/python -m bot practice $(ARGS)

run: $(READY)  ## the bot in a real Slack, with the settings in .env
	@$(BIN)/python -m bot run

test: $(READY)  ## every test, on SQLite and on a real PostgreSQL, in a real browser
	@$(BIN)/python -m tests.provide
	@$(BIN)/python -m pytest $(or $(ARGS),$(at_once))

# Many tests wait, for a browser or for a process: three at a time keep two processors busy.
at_once = --numprocesses=3 --dist=worksteal

lint: $(READY)  ## style, types, and which way imports point
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## how fast it is, each figure beside its peer or floor
	@$(BIN)/python -m tests.provide
	$(BIN)/python -m tests.benchmarks $(ARGS)

lock: $(READY)  ## pin what pyproject.toml asks for; `make lock ARGS=--upgrade` to take newer versions
	$(call compile,--extra postgres,requirements.lock)
	$(call compile,--all-extras,requirements-dev.lock)

compile = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links $(1) $(ARGS) --output-file $(2)

# The environment is made anew when the locked versions change, and is left alone otherwise.
$(READY): requirements-dev.lock pyproject.toml
	@bash .ci/set-up
