# Everything here sets itself up: git, make and Python 3.11 or newer are enough.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(if $(shell \
  $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null | grep True),$(name))))
PORT ?= 8000
STATE ?=
ARGS ?=
WORKERS ?= 2
STAGE ?=
DRY_RUN ?=
YES ?=
BUCKET ?=
SET ?=

VENV := .venv
BIN := $(VENV)/bin
EMULATOR := .venv-emulator
IN_STATE = $(if $(STATE),--state-dir "$(STATE)")
# A file's tests stay together, since they share servers. The short ones, tests/unit, come last.
BY_FILE = --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run user token test prove bench cost check format openapi lock setup-run setup-test clean
.PHONY: package rehearse deploy destroy setup-deploy

help: ## Show this list
	@echo "make run PORT=8000   the whole stack on this machine, until Ctrl-C"
	@echo "make user NAME=anna  one more user, while the stack runs"
	@echo "make token           a fresh id token of the demo user"
	@echo "make test            every test, against real sockets (ARGS='-k name' for some)"
	@echo "make prove           the same proofs at full counts (some minutes)"
	@echo "make bench           what a list costs, by where it comes from, as ratios"
	@echo "make cost            what a month costs, as tables (ARGS='--help' for what can be set)"
	@echo "make check           formatter, linter, types, template"
	@echo "make format          let the formatter and the linter mend what they can"
	@echo "make openapi         write the contract anew, chalicelib/web/openapi.json"
	@echo "make lock            pin the requirements anew, with hashes (needs uv)"
	@echo "make package STAGE=prod   the zip and the one template, in build/"
	@echo "make rehearse STAGE=prod  the package in the AWS emulator, and journeys through it"
	@echo "make deploy STAGE=dev     to AWS (DRY_RUN=1 only says what; SET='Name=value …')"
	@echo "make destroy STAGE=dev    take a stage down; what holds data is kept"
	@echo "make clean           remove what make has made: environments, state, caches"

run: setup-run ## Serve the API, with everything behind it
	@$(BIN)/python -m local run $(IN_STATE) --port $(PORT)

user: setup-run
	@$(BIN)/python -m local user $(IN_STATE) $(if $(NAME),"$(NAME)",$(error Say who: make user NAME=anna))

token: setup-run
	@$(BIN)/python -m local token $(IN_STATE)

test: setup-test
	@$(BIN)/python -m pytest $(BY_FILE) $(ARGS)

prove: setup-test
	@PROVE=full $(BIN)/python -m pytest -m proof $(ARGS)

bench: setup-test
	@$(BIN)/python -m benchmarks.reads $(ARGS)

cost: setup-run
	@$(BIN)/python -m costs $(ARGS)

check: setup-test
	@$(BIN)/ruff format --check --quiet . || { echo "make format would mend this:"; $(BIN)/ruff format --diff --quiet .; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/cfn-lint && echo "resources.yaml: no findings"

format: setup-test
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

openapi: setup-test
	@$(BIN)/python -m contract chalicelib/web/openapi.json

package: setup-deploy
	@$(BIN)/python -m deploy package $(STAGE)

rehearse: setup-deploy setup-test
	@$(BIN)/python -m deploy rehearse $(STAGE)

deploy: setup-deploy
	@$(BIN)/python -m deploy deploy $(STAGE) $(if $(DRY_RUN),--dry-run) $(if $(BUCKET),--bucket "$(BUCKET)") \
	  $(if $(SET),--set $(SET))

destroy: setup-deploy
	@$(BIN)/python -m deploy destroy $(STAGE) $(if $(DRY_RUN),--dry-run) $(if $(YES),--yes)

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	@for list in -dev "" -local -emulator; do \
	  constraint=$$(case $$list in -dev|-emulator) ;; *) echo "--constraint requirements-dev.txt";; esac); \
	  uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --no-header $$constraint requirements$$list.in --output-file requirements$$list.txt || exit 1; \
	  { grep '^#' requirements$$list.in; printf '#\n# Pinned by "make lock" from requirements%s.in: edit that one.\n' "$$list"; \
	    cat requirements$$list.txt; } > requirements$$list.new && mv requirements$$list.new requirements$$list.txt; \
	  echo "requirements$$list.txt"; \
	done

clean:
	@rm -rf $(VENV) $(EMULATOR) .local build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup-run:
	@$(MAKE) --no-print-directory --silent --jobs=2 $(VENV)/.run $(EMULATOR)/.installed

# What is shipped is packed by what runs the stack; the emulator is not needed for it.
setup-deploy:
	@test -n "$(STAGE)" || { echo "Say which stage, as in .chalice/config.json: make $(firstword $(MAKECMDGOALS)) STAGE=dev"; exit 1; }
	@$(MAKE) --no-print-directory --silent $(VENV)/.run

setup-test: setup-run
	@$(MAKE) --no-print-directory --silent $(VENV)/.test

$(VENV)/.run: requirements-local.txt | $(VENV)/bin/python
	@echo "Installing what the stack needs (half a minute, once) …"
	@$(BIN)/python $(PIP_INSTALL) -r $<
	@touch $@

$(VENV)/.test: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what the tests need (a minute, once) …"
	@$(BIN)/python $(PIP_INSTALL) -r $<
	@touch $@

$(EMULATOR)/.installed: requirements-emulator.txt | $(EMULATOR)/bin/python
	@echo "Installing the AWS emulator, in an environment of its own …"
	@$(EMULATOR)/bin/python $(PIP_INSTALL) -r $<
	@touch $@

%/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $* || { echo "$(PYTHON) can't make virtual environments; on Debian: apt install python3-venv"; rm -rf $*; exit 1; }
