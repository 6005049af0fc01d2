#!/usr/bin/env bash
# Installs the SAM CLI, cfn-lint and checkov into virtual environments and prints the folders to put on PATH:
#   export PATH="$(scripts/python-tools.sh):$PATH"
# The environments lie in .aws-sam because SAM copies the project once per function and leaves that
# folder out: in any other, every build would copy their 600 MB several times.
set -euo pipefail
cd "$(dirname "$0")/.."

# Prints the folder of the programs that a list of requirements installs.
environment() {
  local wanted=$1 venv=$2
  if ! cmp --silent "$wanted" "$venv/installed.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" >&2
    cp "$wanted" "$venv/installed.txt"
  fi
  echo "$PWD/$venv/bin"
}

sam=$(environment scripts/sam/requirements.txt .aws-sam/venv)
# Of its own: it wants other versions of what the SAM CLI pins.
checkov=$(environment scripts/sam/checkov.txt .aws-sam/checkov)
echo "$sam:$checkov"
