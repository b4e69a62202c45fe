# One door for work. Needs Python 3.11 or later with its venv module, make and a package index; nothing else.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test test-servers check bench kills accuracy calibrate docs lock clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(INSTALLED) ## build, validate, query and draw the postings in examples/
	@mkdir -p demo
	$(BIN)/rolegraph build examples --no-validate -o demo/graph.ttl
	$(BIN)/rolegraph validate demo/graph.ttl
	$(BIN)/rolegraph query who-reports-to-whom demo/graph.ttl
	$(BIN)/rolegraph chart demo/graph.ttl -o demo/reporting.svg
	@echo
	@echo "the graph:   $(CURDIR)/demo/graph.ttl"
	@echo "the picture: $(CURDIR)/demo/reporting.svg (open it in a browser)"

test: $(INSTALLED) ## run every test but those that need databases
	$(BIN)/python -m pytest -n auto

test-servers: $(INSTALLED) ## fetch Fuseki, Neo4j and Comunica, and run the tests that need real databases
	$(BIN)/python -m tests.servers.fetching
	$(BIN)/python -m pytest tests/servers -m servers

check: $(INSTALLED) ## lint, format, types, who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(INSTALLED) ## measure cold start, one posting, a thousand, and structure, charts and queries of many
	$(BIN)/python benchmarks/cold_start.py --check
	$(BIN)/python benchmarks/posting.py --check
	$(BIN)/python benchmarks/throughput.py --stages
	$(BIN)/python benchmarks/structure.py 10000 100000 --check
	$(BIN)/python -m benchmarks.resolution.growth 20000 --check
	$(BIN)/python -m benchmarks.charts 10000
	$(BIN)/python -m benchmarks.queries --postings 2000
	$(BIN)/python benchmarks/validation.py --check

kills: $(INSTALLED) ## kill 200 builds into a store at random instants, and look whether anything is lost
	$(BIN)/python -m benchmarks.kills --kills 200

accuracy: $(INSTALLED) ## hold the facts against the gold in ../shared, and write docs/accuracy.md
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m benchmarks.resolution

calibrate: $(INSTALLED) ## fit the confidences of the rules to the gold again; then run make docs and make accuracy
	$(BIN)/python -m benchmarks.accuracy.fitting

docs: $(INSTALLED) ## draw the pictures of the docs again, and write the outputs and lists in them
	$(BIN)/rolegraph chart examples -o docs/reporting.svg
	$(BIN)/python -m tests.documentation

lock: $(INSTALLED) ## choose the versions in requirements.lock again
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-header --upgrade -o requirements.lock pyproject.toml

clean: ## remove what make made, the virtual environment last
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .venv

# made again whenever the locked versions or the package's own description change
$(INSTALLED): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "error: $(PYTHON) is missing or older than 3.11: name a newer one, as in: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
