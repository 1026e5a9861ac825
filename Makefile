# Everything here needs only Python 3.11 or newer, make and a package registry; on Windows see README.md.
PYTHON ?= python3
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The office that installs from the wheelhouse, when it is not like this machine: make wheelhouse PLATFORM=win_amd64 TARGET=3.11
PLATFORM ?=
TARGET ?= 3.11

.PHONY: help install install-test demo check test score bench wheelhouse examples readme
.DEFAULT_GOAL := help

help:  ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

install: $(VENV)/.installed  ## zeren in .venv
install-test: $(VENV)/.installed-test

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zeren needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml constraints.txt
	@echo "installing zeren into $(VENV) (the first time this takes a few minutes) …"
	$(PIP) install -c constraints.txt hatchling editables
	$(PIP) install -c constraints.txt --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) install -c constraints.txt --no-build-isolation -e '.[test]'
	@touch $@

demo: install  ## build the example plans into demo/, audit them, write the site
	$(BIN)/zeren build examples/plans -o demo
	$(BIN)/zeren audit demo --exit-zero
	$(BIN)/zeren site demo
	@echo
	@echo "Open demo/site/index.html in a browser. No internet is needed."

check: install-test  ## lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=.links $(BIN)/lint-imports

test: check  ## check, then all tests
	$(BIN)/pytest -n $(JOBS)

score: install-test  ## score the gold plans and clauses beside floors and last figures (needs the shared corpus)
	PYTHONPATH=.links $(BIN)/python tests/scoring.py

bench: install-test  ## measure the build on 30 plans (needs the shared corpus)
	$(BIN)/python benchmarks/bench.py

examples: install  ## write the example .docx anew
	$(BIN)/python examples/make_docx.py

readme: install  ## put the real output into the READMEs
	$(BIN)/python docs/refresh.py

wheelhouse: install  ## all that an office without internet needs, in wheelhouse/
	rm -rf wheelhouse
ifeq ($(PLATFORM),)
	$(PIP) wheel -c constraints.txt --no-build-isolation -w wheelhouse .
else
	$(PIP) wheel --no-build-isolation --no-deps -w wheelhouse .
	$(PIP) download -c constraints.txt --only-binary=:all: --platform $(PLATFORM) --python-version $(TARGET) \
	    -d wheelhouse --find-links wheelhouse wheelhouse/zeren-*.whl $(if $(filter win%,$(PLATFORM)),colorama tzdata)
endif
	cp constraints.txt wheelhouse/
	@echo "wheelhouse/: $$(ls wheelhouse/*.whl | wc -l) wheels; install from it with"
	@echo "    python -m pip install --no-index --find-links wheelhouse zeren"
