# Gatehouse: every command a developer or a visitor needs. Wants make and Python 3.11 or newer with venv, nothing else.
# The work is done by the scripts in tools/; this file only names them.

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench bench-nation crash messages docs lock clean

SETUP := python=$$(sh tools/find-python) && $$python tools/setup.py
PYTHON := .venv/bin/python
GATEHOUSE := .venv/bin/gatehouse
PYTEST := $(PYTHON) -m pytest --numprocesses=logical --maxprocesses=6
# Everything that meets the database runs on both.
DATABASE_TESTS = $(wildcard tests/integration tests/properties tests/security tests/performance)

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## set up, load the demo city and serve it at http://127.0.0.1:8000
	@$(SETUP) run
	@$(GATEHOUSE) demo load loudi-2020
	@$(GATEHOUSE) serve

test: ## set up and run every test: on PostgreSQL, on SQLite, in a real Chromium
	@$(SETUP) dev
	@$(PYTHON) tools/ensure_chromium.py
	GATEHOUSE_TEST_DATABASE=postgres $(PYTEST) $(DATABASE_TESTS)
	GATEHOUSE_TEST_DATABASE=sqlite $(PYTEST) --dist loadgroup tests

check: ## format, lint, types, contracts, templates, translations, migrations, generated documents
	@$(SETUP) dev
	@$(PYTHON) tools/check.py

fix: ## let the formatters mend what they can
	@$(SETUP) dev
	-$(PYTHON) -m ruff check --fix --quiet .
	$(PYTHON) -m ruff format --quiet .
	-$(PYTHON) -m djlint --reformat --quiet src/gatehouse

bench: ## measure the import and the pages beside their floors, into docs/benchmarks.md
	@$(SETUP) dev
	@$(PYTHON) tools/bench.py
	@$(PYTHON) tools/bench_waiting.py

crash: ## kill writers at random moments, hundreds of times, and prove that nothing is lost
	@$(SETUP) dev
	@$(PYTHON) tools/crash.py --kills 300
	@$(PYTHON) tools/crash.py --database postgres --kills 200 --server-kills 20

bench-nation: ## measure an invented nation on PostgreSQL and a province on SQLite: about an hour
	@$(SETUP) dev
	@$(PYTHON) tools/bench_nation.py

messages: ## bring the translation catalogues' lists of messages up to date
	@$(SETUP) dev
	@$(PYTHON) tools/messages.py update

docs: ## write the generated documents anew
	@$(SETUP) dev
	@$(PYTHON) tools/docs.py write

lock: ## resolve the Python packages again and write the lock files
	@$(SETUP) dev
	@$(PYTHON) tools/lock.py

clean: ## remove everything that was made here, except the data in var/
	rm -rf .venv build frontend/node_modules src/gatehouse/web/static/web/dist
	find src tests tools \( -name '*.mo' -o -name '*.pyc' \) -exec rm -f {} +
