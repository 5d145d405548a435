# The commands of this project. Each works alone on a fresh machine: all go through `make setup`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup tests run test check format bench timing pictures kills swarm fuzz mutants vectors lock

bin := .venv/bin
pins := packaging/requirements-setup.txt packaging/requirements-dev.txt

help:     ## Say what there is
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup: .venv/.ready   ## Make .venv from the pins; install missing system libraries
	@:
.venv/.ready: pyproject.toml core/keylease/__init__.py packaging/setup.sh packaging/debian-packages.txt $(pins)
	@packaging/setup.sh
	@touch $@

tests: setup .venv/.tests   # what only the tests need of the system
.venv/.tests: packaging/setup.sh packaging/debian-packages-tests.txt | .venv/.ready
	@packaging/setup.sh tests
	@touch $@

run: setup      ## Start the app; without a display, walk the main job as a tour
	@$(bin)/python -m keylease_desktop --or-tour

# The tests start hundreds of programs, and each would compile all that it imports.
test kills swarm fuzz: export PYTHONDONTWRITEBYTECODE =
test: tests     ## Run every test
	$(bin)/pytest -n auto --dist worksteal

check: setup    ## Check format, lint, types and layers
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports --no-logo

format: setup   ## Format, and mend what the linter can mend
	$(bin)/ruff check --fix-only --quiet .
	$(bin)/ruff format .

bench: tests    ## Measure against the goals
	PYTHONPATH=tests $(bin)/python tests/benchmarks/run.py

timing: tests   ## Ask whether the time of a refusal tells what was wrong
	PYTHONPATH=tests $(bin)/python tests/benchmarks/timing.py

pictures: tests ## Draw every place and dialog, light and dark, into build/pictures
	$(bin)/python tests/desktop/pictures.py build/pictures

kills: tests    ## Kill it 10,000 times at its worst moments (long)
	KEYLEASE_TEST_CYCLES=10000 $(bin)/pytest -n auto --timeout 7200 tests/faults

swarm: tests    ## Fifty members at three relays, which are killed and cut off (long)
	PYTHONPATH=tests $(bin)/python tests/faults/swarm.py

fuzz: tests     ## Look for a counterexample to every property (long)
	HYPOTHESIS_PROFILE=long $(bin)/pytest -n auto --timeout 7200 -m hypothesis

mutants: setup  ## Mutate the law and see that a test notices (long)
	rm -rf build/mutants && mkdir -p build/mutants
	cp -r core build/mutants/src && cp -r tests packaging pyproject.toml build/mutants
	cd build/mutants && $(CURDIR)/$(bin)/mutmut run

vectors: setup  ## Make the test vectors of the wire format anew
	PYTHONPATH=tests $(bin)/python tests/vectors/make.py

lock: setup     ## Renew the pins; `make lock KEEP=1` keeps those that still fit
	$(bin)/uv pip compile $(lock) --group setup -o packaging/requirements-setup.txt
	$(bin)/uv pip compile $(lock) --group dev --all-extras -c packaging/requirements-setup.txt pyproject.toml -o packaging/requirements-dev.txt
	$(bin)/uv pip compile $(lock) -c packaging/requirements-dev.txt pyproject.toml -o packaging/requirements.txt
	$(bin)/uv pip compile $(lock) --extra relay -c packaging/requirements-dev.txt pyproject.toml -o packaging/requirements-relay.txt
lock = --quiet --universal --python-version 3.11 --generate-hashes --no-header $(if $(KEEP),,--upgrade)
