# Patient Message eXchange. `make` alone says what there is to make; each target sets up what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PORT ?= 8000
DATA ?= .local
WORKERS ?= 1
TESTS ?=
ROUNDS ?= 10
MESSAGES ?= 2000
SEED ?= 1
# The first Python of this machine that will do; name another with `make PYTHON=...`.
SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c '$(SUITABLE)' 2>/dev/null && { echo "$$python"; break; }; done)

PROGRAM := .venv/ready
EMULATOR := .venv-emulator/ready
PEERS := .venv-bench/ready
READERS := .venv-infra/ready
AMAZONS_TABLES := .local-tools/dynamodb-local/ready
BROWSER := .local-tools/browser/ready
BIN := .venv/bin

.PHONY: help
help: ## Say what there is to make
	@echo 'Patient Message eXchange'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo '  make run takes PORT=8000, DATA=.local (where it keeps things) and WORKERS=1.'
	@echo '  make test takes TESTS="tests/domain -k credits": what to run, in words of pytest.'
	@echo '  make kill-test takes ROUNDS=10, MESSAGES=2000 and SEED=1.'
	@echo '  make simulate takes SEEDS=1000, FROM=0 and STEPS=1 (one seed, step by step).'

.PHONY: run
run: $(PROGRAM) $(EMULATOR) ## Run the whole program on this machine
	@exec $(BIN)/python -m infra.local --port '$(PORT)' --data '$(DATA)' --workers '$(WORKERS)'

.PHONY: seed
seed: $(PROGRAM) ## Make the demo practice anew, while `make run` runs
	@exec $(BIN)/python -m infra.local.environment --data '$(DATA)' $(BIN)/python -m infra.local.seed

.PHONY: test
test: $(PROGRAM) $(EMULATOR) $(AMAZONS_TABLES) $(BROWSER) ## Run every test
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadscope --no-loadscope-reorder $(TESTS)

SEEDS ?= 1000
FROM ?= 0

.PHONY: simulate
simulate: $(PROGRAM) ## Let everything go wrong, by seed
	@$(BIN)/python -m tests.simulation --seeds '$(SEEDS)' --from '$(FROM)' $(if $(STEPS),--steps)

.PHONY: exhaustive
exhaustive: $(PROGRAM) ## Put one fault and two at every place
	@$(BIN)/python -m tests.simulation.exhaustive

.PHONY: mutants
mutants: $(PROGRAM) ## Take away each condition and see who notices
	@$(BIN)/python -m tests.simulation.mutants

.PHONY: proofs
proofs: $(PROGRAM) $(AMAZONS_TABLES) ## Prove what takes a quarter of an hour to prove
	@$(BIN)/python -m tests.proofs

.PHONY: budgets
budgets: $(PROGRAM) ## Fill in 100,000 messages and see what each page reads
	@PMX_BUDGETS=1 $(BIN)/python -m pytest -q tests/budgets

.PHONY: kill-test
kill-test: $(PROGRAM) $(EMULATOR) ## Kill workers while 2,000 messages go out, ten times over
	@$(BIN)/python -m tests.kills --rounds '$(ROUNDS)' --messages '$(MESSAGES)' --seed '$(SEED)'

FILE ?=

.PHONY: verify-proof
verify-proof: ## Check a proof file: make verify-proof FILE=proof.jsonl
	@'$(PYTHON)' -m infra.local.verify_proof '$(FILE)'

.PHONY: screenshots
screenshots: $(PROGRAM) $(EMULATOR) $(BROWSER) ## Take the pictures of the documentation
	@$(BIN)/python -m tests.browser.screenshots

.PHONY: check
check: $(PROGRAM) ## Read the code for style, types and floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: format
format: $(PROGRAM) ## Lay the code out and sort its imports
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: bench
bench: $(PROGRAM) $(EMULATOR) $(PEERS) ## Measure its speed, beside its peers’ (QUICK=1 for less)
	@$(BIN)/python -m bench $(if $(QUICK),--quick)

STAGE ?= dev
BUILD := build/$(STAGE)

.PHONY: package
package: $(PROGRAM) ## Make the zip and the template that are deployed (STAGE=dev or prod)
	@$(BIN)/python -m infra.aws.package --stage '$(STAGE)' --into '$(BUILD)'

.PHONY: lint-infra
lint-infra: package $(READERS) ## Read the template as AWS and a security reviewer would
	@AWS_DEFAULT_REGION=us-east-1 .venv-infra/bin/python infra/aws/sam_check.py '$(BUILD)/template.json' '$(BUILD)/translated.json'
	@.venv-infra/bin/cfn-lint --template '$(BUILD)/template.json' --regions us-east-1
	@.venv-infra/bin/checkov --config-file infra/aws/checkov.yaml --file '$(BUILD)/translated.json'
	@echo 'The template is clean: the SAM translator, cfn-lint and checkov found nothing.'

.PHONY: package-test
package-test: lint-infra $(EMULATOR) ## Deploy the package into the emulator and do the main job over it
	@PMX_PACKAGE='$(abspath $(BUILD))' $(BIN)/python -m pytest -q tests/package

.PHONY: rights
rights: $(PROGRAM) $(EMULATOR) $(AMAZONS_TABLES) ## Note anew which rights each function uses, and say which are missing or idle
	@mkdir -p build && rm -f build/calls build/parts
	@PMX_CALLS='$(abspath build/calls)' $(BIN)/python -m pytest -q tests/journeys tests/routes
	@PMX_PARTS='$(abspath build/parts)' $(BIN)/python -m pytest -q tests/storage tests/channels
	@$(BIN)/python -m infra.aws.rights --calls build/calls --parts build/parts

.PHONY: note-rights
note-rights: $(PROGRAM) $(EMULATOR) ## Note which rights a changed store takes (TESTS=tests/storage/test_orders.py)
	@mkdir -p build && rm -f build/parts
	@PMX_PARTS='$(abspath build/parts)' $(BIN)/python -m pytest -q $(or $(TESTS),tests/storage tests/channels)
	@$(BIN)/python -m infra.aws.rights --parts build/parts

STACK ?= pmx-$(STAGE)
BUCKET ?=
PARAMETERS ?=
ZONE ?= America/New_York
CREDITS ?= 0
TEXT_NUMBER ?=
REPLY_CREDITS ?=

.PHONY: deploy
deploy: package $(READERS) ## Bring it to the AWS account that this shell may use
	@$(BIN)/python -m infra.aws.deploy deploy --stack '$(STACK)' --bucket '$(BUCKET)' \
		--template '$(BUILD)/template.json' $(if $(PARAMETERS),--parameters '$(PARAMETERS)')

.PHONY: destroy
destroy: $(PROGRAM) $(READERS) ## Take it away again; what holds patients’ data stays
	@$(BIN)/python -m infra.aws.deploy destroy --stack '$(STACK)' --confirm '$(CONFIRM)'

.PHONY: practice
practice: $(PROGRAM) ## Open a practice there and invite its administrator (NAME= ADMIN=)
	@$(BIN)/python -m infra.aws.practice --stack '$(STACK)' --name '$(NAME)' --admin '$(ADMIN)' \
		--zone '$(ZONE)' --phone '$(PHONE)' --address '$(ADDRESS)' --credits '$(CREDITS)' \
		--text-number '$(TEXT_NUMBER)' --reply-credits '$(REPLY_CREDITS)'

.PHONY: text-number
text-number: $(PROGRAM) ## Give a practice there its two-way number (PRACTICE= TEXT_NUMBER=)
	@$(BIN)/python -m infra.aws.text_number --stack '$(STACK)' --practice '$(PRACTICE)' \
		--text-number '$(TEXT_NUMBER)'

.PHONY: pins
pins: ## Write the pinned and hashed requirements anew (needs uv)
	@for name in requirements requirements-dev requirements-emulator requirements-infra bench/requirements; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --custom-compile-command 'make pins' \
			--output-file "$$name.txt" "$$name.in"; \
	done

$(PROGRAM): requirements.txt requirements-dev.txt
	$(call environment,.venv,the program)
	@.venv/bin/python -m pip install $(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

$(EMULATOR): requirements-emulator.txt
	$(call environment,.venv-emulator,the AWS emulator)
	@.venv-emulator/bin/python -m pip install $(PIP) -r requirements-emulator.txt
	@touch $@

# Where it cannot be had, this says so and goes on; the tests that want it are then skipped.
$(AMAZONS_TABLES): | $(PROGRAM)
	@$(BIN)/python -m tests.infra.fetch_dynamodb_local

$(BROWSER): | $(PROGRAM)
	@$(BIN)/python -m tests.browser.install

$(PEERS): bench/requirements.txt
	$(call environment,.venv-bench,the peers of the benchmark)
	@.venv-bench/bin/python -m pip install $(PIP) -r bench/requirements.txt
	@touch $@

$(READERS): requirements-infra.txt
	$(call environment,.venv-infra,what reads and deploys the template)
	@.venv-infra/bin/python -m pip install $(PIP) -r requirements-infra.txt
	@touch $@

PIP := --quiet --disable-pip-version-check --no-input --require-hashes

# A virtual environment with pip in it; a half-made one is made again.
define environment
	@[ -n '$(PYTHON)' ] && '$(PYTHON)' -c '$(SUITABLE)' 2>/dev/null || { \
		echo 'Python 3.11, 3.12 or 3.13 is needed. Is it elsewhere? make PYTHON=/path/to/python3.13' >&2; \
		exit 1; }
	@echo 'Setting up $(2) in $(1). This happens once and takes a minute or two.'
	@$(1)/bin/python -c 'import pip; $(SUITABLE)' 2>/dev/null || { \
		rm -rf $(1); '$(PYTHON)' -m venv $(1) >/dev/null && $(1)/bin/python -c 'import pip'; } || { \
		rm -rf $(1); \
		echo 'This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv' >&2; \
		exit 1; }
endef
