# What one types to run, test and look after the site; each target is a small script in tools/.
# `make` alone lists the targets.

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres check cluster bench bench-cluster bench-growth bench-leaflets bench-preflight bench-register bench-search faults lighthouse scan dependencies format lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up what is missing, then serve the site (PORT=8000 DATA_DIR=var)
	@tools/run

test: ## set up what is missing, then run all tests (ARGS="-k gate" chooses some)
	@tools/test $(ARGS)

test-postgres: ## run the tests without a browser on a throw-away PostgreSQL
	@tools/test-postgres $(ARGS)

check: ## formatting, lint, missing migrations, deployment settings, all tests: the same as CI
	@tools/check

cluster: ## run the site on two instances behind nginx, with PostgreSQL, Redis and a bucket, until Ctrl-C
	@tools/cluster

bench: ## measure the visitor's path beside a static file and bare views
	@tools/bench

bench-cluster: ## measure two instances behind nginx beside one
	@tools/bench-cluster

bench-growth: ## measure the visitor's path with 100, 10,000 and 100,000 Versions (ARGS="--database postgresql --keep DIR")
	@tools/bench-growth $(ARGS)

bench-leaflets: ## measure freezing a leaflet beside WeasyPrint alone, and sending one beside WhiteNoise
	@tools/bench-leaflets

bench-preflight: ## measure the rules of preflight on a page and on a leaflet
	@tools/bench-preflight

bench-register: ## measure the register at 100 and at 100,000 Versions (ARGS="--database sqlite --keep DIR")
	@tools/bench-register $(ARGS)

bench-search: ## measure the search with 10,000 Versions
	@tools/bench-search

faults: ## kill and besiege the site, and see whether it keeps its promises
	@tools/faults

lighthouse: ## measure four pages with Lighthouse; fails below 100
	@tools/lighthouse/run

format: ## format the Python code and mend what lint can mend
	@tools/format

lock: ## pin and hash what the .in files name (ARGS=--upgrade takes newer releases)
	@tools/lock $(ARGS)

scan: ## look for holes in the running site with wapiti, as a stranger, a professional and an editor
	@tools/wapiti/run

dependencies: ## write docs/dependencies.md: releases, licences, supported until
	@.venv/bin/python -m tools.dependencies

clean: ## remove what can be made again: .venv, node_modules, staticfiles, caches; never var/
	rm -rf .venv node_modules tools/lighthouse/node_modules staticfiles .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
