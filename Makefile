# The project's commands. Each sets up what it needs first (setup/), says so, and skips what is already done.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: help run test test-postgresql check engine stills build docs bench bench-motion bench-rules bench-imports
.PHONY: bench-reminders bench-web bench-offline bench-caseload bench-calls screens clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run:  ## the demo clinic on http://localhost:8000 (PORT=8001 for another)
	@$(PYTHON) setup/prepare.py run
	@exec $(BIN)/unbrace demo --port $(PORT)

test:  ## every test, the journeys in Chromium included
	@$(PYTHON) setup/prepare.py test
	npm test --silent
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not journey"
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder -m "journey and not alone"
	$(BIN)/pytest -m alone

test-postgresql:  ## every test but the journeys, on a PostgreSQL of its own (needs PostgreSQL and psycopg; some minutes)
	@$(PYTHON) setup/prepare.py test
	$(BIN)/python -m tests.on_postgresql

check:  ## lint, types, walls
	@$(PYTHON) setup/prepare.py check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/mypy setup/*.py
	npm run --silent check
	$(BIN)/lint-imports

engine:  ## what the browser loads to see: pose model and engine archive
	@$(PYTHON) setup/prepare.py engine

stills:  ## the two pictures of every exercise and test, drawn from its demonstration
	@$(PYTHON) setup/prepare.py stills
	$(BIN)/python setup/build_stills.py

build:  ## the wheel in dist/, complete: it runs without node
	@$(PYTHON) setup/prepare.py build
	rm -rf dist
	@$(PYTHON) setup/build_wheel.py

docs:  ## the reference pages made from content, settings and commands
	@$(PYTHON) setup/prepare.py docs
	$(BIN)/python setup/build_reference.py

bench:  ## the figures, with the goal beside each
	@$(PYTHON) setup/prepare.py bench
	$(BIN)/python -m tests.bench

bench-motion:  ## how well people are counted and measured; needs the recordings beside the project
	@$(PYTHON) setup/prepare.py bench-motion
	$(BIN)/python -m tests.bench.motion --write

bench-rules:  ## sown faults in the clinical rules, and how many the tests notice (some minutes)
	@$(PYTHON) setup/prepare.py bench
	$(BIN)/python -m tests.bench rules

bench-imports:  ## a gigabyte of Apple Health in 100 MB, and 10,000 broken files of each kind (some minutes, 1.2 GB of disk)
	@$(PYTHON) setup/prepare.py bench
	$(BIN)/python -m tests.bench imports

bench-reminders:  ## two years of reminders in every time zone
	@$(PYTHON) setup/prepare.py bench
	$(BIN)/python -m tests.bench reminders

bench-web:  ## Lighthouse on the pages used every day, and their bytes (some minutes)
	@$(PYTHON) setup/prepare.py bench-web
	$(BIN)/python -m tests.bench web

bench-offline:  ## 200 sessions without a network, the tab killed in each; Today from what the device keeps (many minutes)
	@$(PYTHON) setup/prepare.py test
	$(BIN)/python -m tests.bench offline

bench-caseload:  ## the therapist's pages at 300 and 100,000 patients; needs PostgreSQL and psycopg (some minutes)
	@$(PYTHON) setup/prepare.py bench
	$(BIN)/python -m tests.bench caseload

bench-calls:  ## calls between networks of their own: set-up, losses, moves, the relay; needs root (some minutes)
	@$(PYTHON) setup/prepare.py test
	$(BIN)/python -m tests.bench calls

screens:  ## pictures of every page of a person, a therapist and the office in build/screens/, to be looked at (some minutes)
	@$(PYTHON) setup/prepare.py test
	$(BIN)/python -m tests.bench.screens

clean:  ## everything built or installed in this checkout; never the data in var/
	rm -rf .venv .setup node_modules unbrace/portal/built dist build
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
