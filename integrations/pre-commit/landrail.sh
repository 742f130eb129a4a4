#!/bin/sh
# What pre-commit runs: landrail as it lies in the clone that pre-commit keeps, built at the first use. npm cannot build a package that it
# installs from a git repository for all projects (npm install -g git+file:…), which is what `language: node` asks of it.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
built="$home/node_modules/.landrail-built"
if [ ! -f "$built" ]; then
  # What npm prints is of interest only where it fails.
  (cd "$home" && npm ci --no-audit --no-fund >"$home/npm.log" 2>&1) || { cat "$home/npm.log" >&2; exit 2; }
  : >"$built"
fi
exec node "$home/dist/cli.js" "$@"
