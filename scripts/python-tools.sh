#!/usr/bin/env bash
# Installs the SAM CLI with cfn-lint, checkov and Schemathesis into virtual environments and prints the folders to put
# on PATH; with names, those alone:
#   export PATH="$(scripts/python-tools.sh):$PATH"
#   export PATH="$(scripts/python-tools.sh sam schemathesis):$PATH"
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

# One each: they want other versions of what the others pin.
[[ $# -gt 0 ]] || set -- sam checkov schemathesis
path=
for tool in "$@"; do
  case $tool in
    sam) folder=$(environment scripts/sam/requirements.txt .aws-sam/venv) ;;
    checkov) folder=$(environment scripts/sam/checkov.txt .aws-sam/checkov) ;;
    schemathesis) folder=$(environment scripts/fuzz/requirements.txt .aws-sam/schemathesis) ;;
    *) echo "$0: knows sam, checkov and schemathesis, not $tool" >&2; exit 1 ;;
  esac
  path=${path:+$path:}$folder
done
echo "$path"
