#!/bin/sh
# Builds the web fonts: public/fonts/*.woff2, their licences and style/fonts.css.
#
#   scripts/fonts/build.sh              build, check, write
#   scripts/fonts/build.sh --specimen   also write a page that shows the fonts beside their sources
#
# Run it only when the fonts change; `make` does not. Needs python3 (with venv), npm and the npm
# and PyPI registries. Downloads and the Python environment stay in TILSHI_FONT_CACHE
# (default: ~/.cache/tilshi-fonts). The same sources give the same bytes and so the same names.
# The letters, masters and budgets are declared in faces.py and characters.py.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
cache=${TILSHI_FONT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tilshi-fonts}
environment=$cache/python

mkdir -p "$cache"
if ! cmp -s "$here/requirements.txt" "$environment/requirements.txt"; then
  echo "python: installing $(tr '\n' ' ' < "$here/requirements.txt")"
  python3 -m venv --clear "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$environment/requirements.txt"
fi

# The folder of the scripts must not fill with __pycache__.
PYTHONDONTWRITEBYTECODE=1 exec "$environment/bin/python" "$here/build.py" --cache "$cache" "$@"
