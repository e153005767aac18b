# make demo   the living demo municipality on http://127.0.0.1:8000 (PORT=8123 make demo)
# make test   every check and every test, on SQLite and PostgreSQL, browser included
# make check  what needs no test run: format, lint, types, layers, migrations, deployment, words

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1
PIP := $(BIN)/python -m pip install --quiet --no-input --root-user-action=ignore

.PHONY: demo test check install clean lock docs
.NOTPARALLEL:

demo: $(VENV)/.installed
	@exec $(BIN)/digitilts serve --demo

install: $(VENV)/.installed

$(VENV)/.installed: requirements/demo.txt pyproject.toml
	@$(PYTHON) bin/check_machine.py $(if $(filter demo,$(MAKECMDGOALS)),port)
	@echo "Installing Digitilts into $(VENV) (once, about two minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements/demo.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q digitilts
	@touch $@

$(VENV)/.installed-test: requirements/test.txt $(VENV)/.installed
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

test: $(VENV)/.installed-test
	@bin/install_for_tests.sh
	@$(MAKE) --no-print-directory check
	@echo "The database tests on PostgreSQL"
	@bin/with_postgresql.sh $(BIN)/pytest -q -n 2 tests/db
	@echo "Everything on SQLite"
	@$(BIN)/pytest -q -n 2

# As a municipality would run it: TLS, its own keys, no demo.
PRODUCTION := HTTPS=1 DEMO=0 DEBUG=0 ALLOWED_HOSTS=digitilts.example SITE_URL=https://digitilts.example \
	SECRET_KEY=$(shell head -c 48 /dev/urandom | base64 | tr -d '\n') AUDIT_KEY=only-for-this-check

check: $(VENV)/.installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet digitilts
	$(BIN)/digitilts makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/digitilts check --deploy --fail-level WARNING
	$(BIN)/pytest -q tests/architecture

docs: $(VENV)/.installed
	$(BIN)/python -m digitilts.config.configuration_page

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate \
		pyproject.toml requirements/build.in -o requirements/demo.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --extra test -c requirements/demo.txt \
		pyproject.toml requirements/build.in -o requirements/test.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
	find digitilts tests -name __pycache__ -type d -prune -exec rm -rf {} +
