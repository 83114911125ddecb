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
	@if [ -n "$(ARGS)" ]; then $(BIN)/python -m pytest $(ARGS); else $(halves); fi

# Most stories take as long as everything else: each half has a processor of its own.
halves = stories=$$(mktemp); trap 'rm -f "$$stories"' EXIT; \
	$(BIN)/python -m pytest tests/stories --ignore-glob='*/stories/test_a*' > "$$stories" 2>&1 & told=$$!; \
	others=0; $(BIN)/python -m pytest tests --ignore-glob='*/stories/test_[!a]*' -p no:cacheprovider || others=$$?; \
	failed=0; wait $$told || failed=$$?; cat "$$stories"; exit $$((others || failed))

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
