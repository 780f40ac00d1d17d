# Every command of this project. Each one sets up what it needs first; a second run is quick.
#
#   make demo     a whole meeting, and a whole year, in a browser, on loopback (AUTO=1: the meeting by itself)
#   make demo-count       the counting laptop of that meeting, in a second terminal
#   make demo-hold        the ballot that the page of the year has opened, in a second terminal
#   make demo-papers      the papers that the year's submission lacks, in a second terminal
#   make demo-election    an election without the web service, then forgeries, each refused
#   make demo-cycle       the sample's whole yearly review with encrypted ballots, by itself
#   make test     all tests, the booth's included       make lint    style, types, walls
#   make soak     the tests that take minutes            make bench   measured figures
#   make lock     write requirements*.txt anew           make clean   back to a bare checkout

VENV := .venv/bin
# Three workers for two cores: a meeting in a browser waits much of its time. A file of tests
# stays whole on one of them, since its fixtures are costly, and files go in the order of
# tests/conftest.py: by default those of few tests are last, however long they are.
PYTEST_ARGS ?= -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: demo demo-count demo-hold demo-papers demo-election demo-cycle test lint soak bench booth setup lock clean
.DEFAULT_GOAL := test

setup:
	@scripts/setup python
	@scripts/setup node
	@scripts/setup tools
	@echo "setup: xong / done. Mỗi cửa sổ lệnh / in each terminal:  . .venv/bin/activate"

demo:
	@scripts/setup python requirements-web.txt
	@scripts/setup node
	@$(VENV)/python scripts/demo-meeting

demo-count:
	@$(VENV)/python scripts/demo-meeting count

demo-hold:
	@$(VENV)/python scripts/demo-meeting hold

demo-papers:
	@$(VENV)/python scripts/demo-meeting papers

demo-election:
	@scripts/setup python requirements.txt
	@$(VENV)/python scripts/demo-election

demo-cycle:
	@scripts/setup python requirements-web.txt
	@$(VENV)/python scripts/demo-cycle

# The booth's tests first, then pytest: its closing lines tell what was not checked.
test: setup
	@status=0; \
	scripts/run-booth-tests || status=1; \
	$(VENV)/python -m pytest $(PYTEST_ARGS) || status=$$?; \
	[ $$status -eq 0 ] || echo "make test: FAILED (the booth's tests, or pytest above)"; \
	exit $$status

booth:
	@scripts/setup node
	@scripts/run-booth-tests

lint:
	@scripts/setup python
	@status=0; \
	for check in "ruff check ." "ruff format --check ." mypy "lint-imports --no-logo"; do \
	    echo "$$check"; $(VENV)/$$check || status=1; \
	done; exit $$status

soak: setup
	$(VENV)/python -m pytest -m soak --capture=no --override-ini timeout=3600 -n 0
	$(VENV)/python scripts/demo-cycle

bench:
	@scripts/setup python requirements.txt
	@$(VENV)/python scripts/bench

lock:
	@scripts/setup python
	@scripts/setup-lock

clean:
	rm -rf .venv node_modules dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
