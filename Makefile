# What this house can be asked to do. `make` alone lists it.
# Needs make, bash and Python 3.11 or newer; everything else comes into .venv and web/node_modules.
# A step whose inputs have not changed is skipped: .venv/.stamps remembers.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

BIN := .venv/bin
DONE := .venv/.stamps
WEB := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*')
# Companies that inspect TLS put their own authority among the system's.
export UV_SYSTEM_CERTS := 1
export NODE_USE_SYSTEM_CA := 1
# A home that cannot be written to, as a service account's: caches stay beside what they are for.
ifneq ($(shell test -w "$$HOME" && echo yes),yes)
export UV_CACHE_DIR ?= $(CURDIR)/.venv/.cache/uv
export npm_config_cache ?= $(CURDIR)/.venv/.cache/npm
endif

.PHONY: help run demo-llm test quick check static build lock settings clean packages

help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	|| sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1   \2/p' $(MAKEFILE_LIST)

run: $(DONE)/runtime $(DONE)/project web/dist/index.html ## set up, then start the assistant with the demo company
	@echo "==> starting"
	@exec $(BIN)/znatok serve --demo

demo-llm: $(DONE)/dev $(DONE)/project web/dist/index.html ## the same with a stand-in of YandexGPT that answers: no key, no network
	@exec $(BIN)/python -m scripts.demo_llm

test: packages $(DONE)/dev $(DONE)/project web/dist/index.html ## set up, then run all tests, of the web pages and of the server
	@echo "==> testing the web pages"
	@scripts/with-node.sh npm run --silent check
	@echo "==> testing the server"
	@$(BIN)/pytest --cov --numprocesses logical --dist loadfile

quick: $(DONE)/dev $(DONE)/project ## the tests that take less than two minutes together
	@$(BIN)/pytest -m "not slow and not e2e and not shared_data"

check: static test ## format, lint, types, import contracts, then all tests

static: $(DONE)/dev $(DONE)/project ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

build: $(DONE)/uv web/dist/index.html ## the wheel, with web pages and migrations inside, in dist/
	@$(BIN)/uv build --quiet --wheel --build-constraints requirements/build.txt --require-hashes
	@ls dist/*.whl

lock: $(DONE)/uv ## rewrite requirements/*.txt from pyproject.toml
	@scripts/lock.sh

settings: $(DONE)/project ## rewrite docs/reference/settings.md from the settings themselves
	@$(BIN)/python scripts/document_settings.py

clean: ## remove what was built and installed; documents in data/ stay
	rm -rf .venv web/node_modules web/dist dist htmlcov .coverage* .*_cache

packages:
	@scripts/install-system-packages.sh

$(DONE)/uv: requirements/uv.txt scripts/make-venv.sh
	@echo "==> installing uv"
	@scripts/make-venv.sh
	@mkdir -p $(@D) && touch $@

$(DONE)/runtime $(DONE)/dev: $(DONE)/%: requirements/%.txt $(DONE)/uv
	@echo "==> installing Python packages: $*"
	@scripts/install.sh $*
	@touch $@

$(DONE)/project: pyproject.toml hatch_build.py requirements/build.txt $(DONE)/uv
	@echo "==> installing the project itself"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --build-constraints requirements/build.txt --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json $(DONE)/uv
	@echo "==> installing what the web pages are built with"
	@scripts/with-node.sh npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/index.html: $(WEB) web/node_modules/.package-lock.json
	@echo "==> building the web pages"
	@scripts/with-node.sh npm run --silent build
	@touch $@
