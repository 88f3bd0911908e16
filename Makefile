# vanthu: make demo shows it, make test proves it, make bench measures it.

SHELL       := /bin/bash
GO          ?= go
BIN         := $(CURDIR)/.bin
LINT        := $(BIN)/golangci-lint
LINTVERSION := v2.12.2
DEMO        := $(CURDIR)/demo

# Debian packages: what reading scans needs, and what the tests need besides.
READERS := tesseract-ocr tesseract-ocr-vie poppler-utils
TESTERS := $(READERS) antiword unrtf qpdf gcc libc6-dev chromium

.PHONY: all demo build test test-short lint bench bench-search soak fuzz spoil screenshots clean readers testers

all: build

build:
	$(GO) build -o $(BIN)/vanthu ./cmd/vanthu

# The whole way of a box of directives: install what is missing, build, import,
# search, show. Status 3 of import (something was set aside) is no failure here:
# without Tesseract the scans wait until it is there.
demo: readers build
	@rm -rf $(DEMO)
	@echo; echo '$$ vanthu import testdata/box'
	@$(BIN)/vanthu import --archive $(DEMO) testdata/box || [ $$? -eq 3 ]
	@echo; echo '$$ vanthu search "Nghị quyết 29"'
	@$(BIN)/vanthu search --archive $(DEMO) "Nghị quyết 29"
	@id=$$(sha256sum testdata/box/text/ke-hoach-huyen-uy.txt | cut -c1-12); \
		echo; echo "$$ vanthu show $$id"; \
		$(BIN)/vanthu show --archive $(DEMO) $$id
	@echo; echo '$$ vanthu verify'
	@$(BIN)/vanthu verify --archive $(DEMO)

# Packages that start no goroutine: the race detector finds nothing in them, and
# makes their loops over letters and pixels ten times as slow. What runs them side
# by side, the line and the program, is tested under it. internal/architecture
# holds this list to what it says.
ALONE := corpus internal/architecture internal/cite internal/date internal/eval internal/evidence \
	internal/extract internal/fixture internal/gazetteer internal/hand internal/hand/train internal/instrument \
	internal/intake internal/lint internal/mend internal/near internal/number internal/query internal/read \
	internal/read/ink internal/read/layer internal/read/ocr internal/read/office internal/read/pdf \
	internal/read/plain internal/read/recognised internal/register internal/unpack internal/vntext \
	internal/vntext/legacy internal/zone

# The race detector needs a C compiler; where there is none and none can be
# installed, the tests run without it.
test: testers
	$(GO) vet ./...
	$(GO) test -timeout 20m $(addprefix ./,$(ALONE))
	race=$$(command -v gcc >/dev/null && echo -race); $(GO) test $$race -timeout 20m \
		$$($(GO) list ./... | grep -vxF "$$(printf 'vanthu/%s\n' $(ALONE))")

test-short:
	$(GO) test -short ./...

# The linter's cache is of this checkout: one shared with another checkout gives
# findings under the other's paths, which the rules by path do not know.
lint: $(LINT)
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo 'gofmt would change these: run gofmt -w'; exit 1; }
	GOLANGCI_LINT_CACHE=$(BIN)/lint-cache $(LINT) run ./...

$(LINT):
	GOBIN=$(BIN) GOFLAGS=-mod=mod $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINTVERSION)

# The figures of DESIGN.md section 8 that can be measured here.
bench: readers build
	$(GO) run ./internal/bench -vanthu $(BIN)/vanthu

# Searching a large archive: DOCUMENTS generated directives, kept in ARCHIVES for
# the next time if that names a folder. 100,000 take twelve minutes and 6 GB of disk.
DOCUMENTS ?= 100000
ARCHIVES  ?=
bench-search: build
	$(GO) run ./internal/bench -vanthu $(BIN)/vanthu -only search -documents $(DOCUMENTS) -archives "$(ARCHIVES)"

# Kill imports at random moments, for longer than the tests do.
soak: build
	VANTHU_KILLS=200 $(GO) test -count=1 -timeout 60m -run 'Kill' ./cmd/vanthu ./internal/store ./internal/index

# Each fuzz target for half a minute.
fuzz:
	@for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime 30s $$package || exit 1; \
		done; \
	done

# Thousands of spoilt PDFs against pdftotext; those that lose words are kept.
spoil: readers
	@mkdir -p $(BIN)/spoilt
	VANTHU_SPOILT=3000 VANTHU_KEEP=$(BIN)/spoilt $(GO) test -count=1 -timeout 60m -v -run 'Spoilt' ./internal/read

# The pictures of README.md.
screenshots: testers build
	@bash .ci/install imagemagick curl
	docs/screenshots $(BIN)/vanthu

readers:
	@bash .ci/install $(READERS)

testers:
	@bash .ci/install $(TESTERS)

clean:
	rm -rf $(BIN) $(DEMO)
