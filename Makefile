# `make demo` runs the main job, `make test` proves it; both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := src tools tests benchmarks

.PHONY: help demo test check fix bench bench-read bench-erase bench-translate bench-memory bench-contract bench-technique docs lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 17

demo: .venv/ready ## localize the bundled series into 14 locales; open demo/out/index.html
	@$(BIN)/reelbridge demo demo; code=$$?; [ $$code -eq 0 ] || [ $$code -eq 3 ]

test: .venv/ready-dev ## run every test; installs the Debian and npm packages they need where that is allowed
	@sh tools/test_packages.sh
	$(BIN)/pytest

check: .venv/ready-dev ## formatting, lint, types, imports between floors
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/ready-dev ## format and mend what can be mended by itself
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

bench: .venv/ready-dev ## measure the main job as a whole process; prints a table
	$(BIN)/python -m benchmarks.main_job

bench-read: .venv/ready-dev ## compare ways of reading burned-in lines; prints a table
	$(BIN)/python -m benchmarks.reading

bench-erase: .venv/ready-dev ## compare ways of taking them off the picture; prints a table
	$(BIN)/python -m benchmarks.erasing

bench-translate: .venv/ready-dev ## translate a series with a model that goes wrong, beside others; prints tables
	$(BIN)/python -m benchmarks.translating

bench-memory: .venv/ready-dev ## look lines up in a memory of a million; prints a table
	$(BIN)/python -m benchmarks.memory

bench-contract: .venv/ready-dev ## how often a wrong answer is noticed, and a right one doubted; prints a table
	$(BIN)/python -m benchmarks.contract

bench-technique: .venv/ready-dev ## compare ways of finding shots, and time all signals; prints tables
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes \
		-r benchmarks/technique/requirements.txt
	$(BIN)/python -m benchmarks.technique

docs: .venv/ready-dev ## make the generated reference pages anew
	$(BIN)/python tools/make_reference.py

lock: .venv/ready-dev ## resolve the dependencies anew
	sh tools/lock.sh

clean: ## remove the virtual environment and the demo
	rm -rf .venv demo

.venv/ready: requirements.lock pyproject.toml tools/make_venv.sh
	@sh tools/make_venv.sh "$(PYTHON)" requirements.lock
	@touch $@

.venv/ready-dev: requirements-dev.lock pyproject.toml tools/make_venv.sh
	@sh tools/make_venv.sh "$(PYTHON)" requirements-dev.lock
	@touch $@ .venv/ready
