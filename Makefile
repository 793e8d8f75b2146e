# Every command sets up what it needs by itself.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run dev test bench setup build fmt lint screenshots

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build and serve the paper on http://127.0.0.1:3000 (LEPTOS_SITE_ADDR=host:port for another address)
	@scripts/run.sh

dev: ## the same with a debug build that follows every change of a file
	@scripts/dev.sh

test: ## all tests: formatting, lints, Rust on both databases, editor, browser (a part: ONLY=lint, rust, editor, browser)
	@ONLY="$(ONLY)" scripts/test.sh

bench: ## the benchmarks (ARGUMENTS="part of a name")
	@scripts/bench.sh $(ARGUMENTS)

setup: ## only bring the tools that the others need
	@scripts/setup.sh

build: ## only the release build; it lies in target/tilshi
	@scripts/setup.sh --for run && scripts/build.sh

fmt: ## format the Rust code
	@scripts/setup.sh --for rust && cargo fmt --all

lint: ## check formatting and lints
	@ONLY=lint scripts/test.sh

screenshots: ## the pictures in docs/images, made anew
	@scripts/setup.sh --for browser && scripts/screenshots.sh
