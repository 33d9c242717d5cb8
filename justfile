# Recipes for daily work on pmdoc; `just` lists them. `pip install -e '.[dev]'` installs just itself.

set positional-arguments

# List the recipes.
default:
    @just --list --unsorted

# Install everything that the recipes need, at pinned versions, into the active environment.
setup:
    pip install -c constraints.txt -e '.[dev,extract,judges]'
    pre-commit install

# Format, lint, check types and layers, and check spelling.
check:
    ruff format .
    ruff check .
    mypy
    lint-imports
    codespell

# Run the unit tests: `just test -k yaml`.
test *arguments:
    pytest -m unit "$@"

# Run every test as in CI: a missing judge is a failure, and each judge checks every file.
test-all *arguments:
    CI=true pytest "$@"

# Overwrite the golden files with the current output; read the difference before you commit it.
golden:
    CI=true pytest -n 0 --update-golden tests/test_pdf_golden.py tests/test_word_golden.py tests/test_pictures.py tests/cli tests/docs/test_pages.py
    git diff --stat tests docs

# Build the documentation into site/.
docs:
    python -m sphinx -q -W -E --keep-going docs site

# Update constraints.txt from pyproject.toml; `just lock --upgrade` takes the newest versions.
lock *arguments:
    uv pip compile --quiet --universal --python-version 3.11 --all-extras \
        --custom-compile-command 'just lock' --output-file constraints.txt "$@" pyproject.toml

# Build the wheel and the source distribution into dist/.
dist:
    rm -rf dist
    python -m build
