#!/bin/sh
# Renders the drawings of the first edition to the WebP pictures that it is loaded with.
# Needs rsvg-convert (Debian: librsvg2-bin) and cwebp (Debian: webp).
# Without arguments all are rendered; with names (school blizzard) only those.
set -eu

cd "$(dirname "$0")"

for tool in rsvg-convert cwebp; do
  if ! command -v "$tool" >/dev/null; then
    echo "$0: $tool is missing; install librsvg2-bin and webp" >&2
    exit 1
  fi
done

if [ $# -eq 0 ]; then
  set -- *.svg
fi

plain=$(mktemp --suffix=.png)
trap 'rm -f "$plain"' EXIT

for drawing in "$@"; do
  name=${drawing%.svg}
  if [ ! -f "$name.svg" ]; then
    echo "$0: there is no drawing $name.svg" >&2
    exit 1
  fi
  rsvg-convert --width 1600 --keep-aspect-ratio --output "$plain" "$name.svg"
  # -sharp_yuv keeps the edges between flat colours clean.
  cwebp -quiet -q 75 -m 6 -sharp_yuv "$plain" -o "../edition/pictures/$name.webp"
  echo "$name.webp $(wc -c <"../edition/pictures/$name.webp") bytes"
done
