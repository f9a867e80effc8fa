#!/usr/bin/env bash
# Sets up and runs the tests; ends with the plain line "N passed, N failed, N skipped".
# Usage: eng/test.sh [WORD]   runs only tests whose full name contains WORD, e.g. "registry".
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/eng/setup.sh" --tests
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results="$root/.cache/test-results"
rm -rf "$results"
mkdir -p "$results"
filter=()
[ -n "${1:-}" ] && filter=(--filter "FullyQualifiedName~$1")
status=0
for project in Architecture.Tests Tests EndToEnd.Tests; do
  dotnet test "$root/tests/Millrace.$project" -c Release --no-build --nologo \
    --logger "trx;LogFileName=$project.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
    "${filter[@]}" >&2 || status=1
done
count() { { grep -hoE "<Counters [^>]*" "$results"/*.trx 2>/dev/null || true; } | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ n += $1 } END { print n + 0 }'; }
total=$(count total)
passed=$(count passed)
executed=$(count executed)
skipped=$((total - executed))
failed=$((executed - passed))
if [ "$total" -eq 0 ]; then
  echo "No test ran." >&2
  status=1
fi
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "Skipped tests are failures in CI." >&2
  status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
