# Each command sets up what it needs and nothing else; a second run finds it there.
#
#   PORT=8899 make start              another port
#   make test ARGS="-k scoring -x"    anything that pytest takes
#   make test ARGS='-m ""'            the slow tests too
#   make lock ARGS=--upgrade          the newest of everything

.PHONY: help start test build bench lock

help: ## Say what there is
	@echo "Sociable needs Python 3.11 or newer, git and make. The commands:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

start: .venv/ready ## Open JupyterLab on the welcome page
	@.venv/bin/sociable-course start $(if $(PORT),--port $(PORT))

test: .venv-test/ready ## Run the tests, browser included
	@browser=$$(tests/find_browser.sh) && CHROMIUM="$$browser" .venv-test/bin/python -m pytest -n 2 $(ARGS)

build: .venv-test/ready ## Make the lessons' notebooks from their sources
	@.venv-test/bin/sociable-course build $(ARGS)

bench: .venv-test/ready ## Measure speed against the bars we set
	@browser=$$(tests/find_browser.sh) && CHROMIUM="$$browser" .venv-test/bin/python -m tests.bench.run $(ARGS)

lock: .venv-test/ready ## Pin the dependencies of pyproject.toml anew
	@PATH="$(CURDIR)/.venv-test/bin:$$PATH" .venv-test/bin/python -m tests.lock $(ARGS)

.venv/packages: binder/requirements.txt binder/make_environment.sh
	@binder/make_environment.sh .venv $<

.venv-test/packages: tests/requirements.txt binder/make_environment.sh
	@binder/make_environment.sh .venv-test $<

# An edit of pyproject.toml alone needs no new packages: those follow the pins, which `make lock` writes.
%/ready: %/packages pyproject.toml
	@echo "Installing Sociable itself into $*, from this folder"
	@$*/bin/uv pip install --quiet --python $*/bin/python --no-deps --editable .
	@$*/bin/python -m compileall -q course assessment datasets grading
	@touch $@
