#!/usr/bin/env bash
# Installs the SAM CLI and cfn-lint into a virtual environment and prints the folder to put on PATH:
#   export PATH="$(scripts/python-tools.sh):$PATH"
# The environment lies in .aws-sam because SAM copies the project once per function and leaves that
# folder out: in any other, every build would copy its 350 MB several times.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=scripts/sam/requirements.txt
venv=.aws-sam/venv

if ! cmp --silent "$wanted" "$venv/installed.txt"; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" >&2
  cp "$wanted" "$venv/installed.txt"
fi

echo "$PWD/$venv/bin"
