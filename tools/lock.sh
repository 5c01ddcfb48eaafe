#!/bin/sh
# Resolve the dependencies anew into the two lock files: names, versions and hashes, no addresses.
set -eu
.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
for target in "requirements.lock" "requirements-dev.lock --group dev"; do
    # shellcheck disable=SC2086
    set -- $target
    output=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        --no-emit-index-url --upgrade "$@" -o "$output" pyproject.toml
done
