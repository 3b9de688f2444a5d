# Two commands do everything: `make demo` and `make test`. `make run` serves real customers.
PYTHON ?= python3
PORT   ?= 8080
OPEN   ?= 1
BIN    := .venv/bin

# Each process that the tests start would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

# What pip says is counted, one line that moves; what goes wrong is shown as it is, and fails.
define install
{ PYTHONUNBUFFERED=1 $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r $(1) \
	|| echo FAILED; } | { n=0; all=$$(grep -c '==' $(1)); while read -r line; do case $$line in \
	Collecting*|Processing*|Requirement*) n=$$((n + 1)); printf '\r  %s of %s packages' $$n $$all;; \
	Installing*) printf ', installing';; FAILED) echo; exit 1;; esac; done; echo; }
endef

.PHONY: help setup setup-dev demo run check test chaos bench lint guards lock clean

help:            ## what can be asked of make
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "OceanMart needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock | .venv/bin/python
	@echo "Setting up .venv: the first time takes 1 to 3 minutes."
	@$(call install,requirements.lock)
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Setting up the tools of the tests: the first time takes 1 to 3 minutes."
	@$(call install,requirements-dev.lock)
	@touch $@

setup: .venv/.run        ## make .venv with what the shop needs (instant when nothing changed)

setup-dev: .venv/.dev    ## the same with the tools of the tests

demo: setup      ## the shop against the built-in Telegram sandbox, in the browser (PORT=8080 OPEN=1)
	@$(BIN)/python -m bot demo --port $(PORT) $(if $(filter 0,$(OPEN)),--no-open,)

run: setup       ## serve real customers (needs BOT_TOKEN and ADMIN_IDS in .env)
	@$(BIN)/python -m bot run

check: setup     ## the doctor: is everything ready to sell?
	@$(BIN)/python -m bot check

lint: setup-dev  ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The lint has one core, so the tests begin beside it; what it says is shown when they are over.
test: setup-dev  ## all set-up, all tests and the lint
	@said=$$(mktemp); \
	$(MAKE) --no-print-directory lint >$$said 2>&1 & linting=$$!; \
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder --durations 15; tested=$$?; \
	wait $$linting; linted=$$?; cat $$said; rm -f $$said; exit $$((tested || linted))

chaos: setup-dev ## the long campaigns, until all are done or MINUTES are over; ^C and go on later
	@$(BIN)/python -m tools.campaigns $(if $(MINUTES),--minutes $(MINUTES),)

guards: setup-dev ## break each important guard in a copy and expect red
	$(BIN)/python -m tools.guards

bench: setup     ## what one purchase costs, the shop beside its floor, a grown shop, and a long import
	$(BIN)/python -m benchmarks.purchase
	$(BIN)/python -m benchmarks.floor
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.importing
	$(BIN)/python -m benchmarks.statements

lock: setup-dev  ## renew the two requirements locks from pyproject.toml
	$(BIN)/python -m tools.lock

clean:           ## forget what was built; never touches data/ or .keys/
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .judges_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
