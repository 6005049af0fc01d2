#!/usr/bin/env bash
# Prints the path of a headless Chromium for the tests that need a browser: the one on the PATH, else one
# unpacked from an npm package into .aws-sam/browser, with the few libraries that it needs (Linux on x86 only).
set -euo pipefail
cd "$(dirname "$0")/.."

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name"; then exit 0; fi
done

folder=$PWD/.aws-sam/browser
package=$folder/node_modules/@sparticuz/chromium
if [[ ! -x $folder/chromium ]]; then
  npm install --prefix "$folder" --no-save --no-audit --no-fund --silent @sparticuz/chromium@138.0.2 >&2
  unpack() { node -e 'process.stdin.pipe(require("zlib").createBrotliDecompress()).pipe(process.stdout)'; }
  unpack < "$package/bin/chromium.br" > "$folder/chrome"
  unpack < "$package/bin/al2023.tar.br" | tar -x -C "$folder"
  chmod +x "$folder/chrome"
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%q exec %q "$@"\n' "$folder/lib" "$folder/chrome" > "$folder/chromium.new"
  chmod +x "$folder/chromium.new"
  "$folder/chromium.new" --version >&2
  mv "$folder/chromium.new" "$folder/chromium"
fi
echo "$folder/chromium"
