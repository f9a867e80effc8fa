#!/usr/bin/env bash
# Lists problem codes of src without a page in docs/problems, and pages whose code is gone. Silent when all is well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
code='[a-z]+\.[a-z][a-z0-9-]*'
codes() {
  grep -rhoP --include='*Problems*.cs' "(^\s*|[(?:]\s*|[^=]=\s*)\"\K$code(?=\")" src || true
  grep -rhozP --include='*.cs' "\"\K$code(?=\",\s*ProblemKind\.)" src | tr '\0' '\n' || true
}
pages() { find docs/problems -name '*.md' ! -name README.md -printf '%f\n' | sed 's/\.md$//'; }
status=0
compare() {
  local found
  found=$(comm "$1" <(codes | sort -u) <(pages | sort -u))
  [ -z "$found" ] || { printf '%s\n' "$found" | sed "s|^|$2: docs/problems/|; s|$|.md|"; status=1; }
}
compare -23 missing
compare -13 extra
exit "$status"
