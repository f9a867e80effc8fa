#!/usr/bin/env bash
# Installs what Millrace needs and builds it. Idempotent; when all is in place it only compares time stamps.
# Usage: eng/setup.sh [--tests]   (--tests adds eng/apt-test.txt and builds the tests)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stamps="$root/.cache/setup"
mkdir -p "$stamps"
want_tests=${1:-}

say() { printf '%s\n' "millrace: $*" >&2; }
fail() { say "$*"; exit 6; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

packages_of() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$1"; }

is_debian() { [ -r /etc/os-release ] && grep -qE '^ID(_LIKE)?=.*debian' /etc/os-release && command -v dpkg-query >/dev/null; }

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || printf '%s\n' "$package"
  done
}

check_tools() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing. Install it, then run this again: https://dotnet.microsoft.com/download"
  command -v npm >/dev/null || fail "Node.js with npm is missing. Install it (Debian: apt-get install nodejs npm), then run this again."
}

explain_other_system() {
  say "this is not Debian, so nothing is installed by itself. Needed from your package manager:"
  packages_of "$root/eng/apt.txt" | sed 's/^/millrace:   /' >&2
  say "(Debian's names.) The library files that must be found: libxgboost.so.0, libsqlite3.so.0, libgomp.so.1."
  ldconfig -p 2>/dev/null | grep -q 'libxgboost\.so\.0' || fail "libxgboost.so.0 was not found."
  ldconfig -p 2>/dev/null | grep -q 'libsqlite3\.so\.0' || fail "libsqlite3.so.0 was not found."
}

install_packages() {
  local list=$1 stamp="$stamps/$(basename "$1").stamp" missing
  [ "$stamp" -nt "$list" ] && return 0
  if ! is_debian; then
    explain_other_system
    return 0
  fi
  mapfile -t missing < <(missing_packages $(packages_of "$list"))
  if [ "${#missing[@]}" -gt 0 ]; then
    [ "$(id -u)" = 0 ] || fail "these packages are missing and only root can install them: ${missing[*]}. Run: sudo apt-get install ${missing[*]}"
    say "installing Debian packages: ${missing[*]}"
    apt-get update -qq >&2 || fail "apt-get update failed; see above."
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$stamps/apt.log" 2>&1 \
      || { tail -n 20 "$stamps/apt.log" >&2; fail "apt-get install failed; see above."; }
  fi
  touch "$stamp"
}

install_native() {
  local stamp="$stamps/npm.stamp"
  [ "$stamp" -nt "$root/eng/native/package-lock.json" ] && [ -d "$root/eng/native/node_modules" ] && return 0
  say "installing native engines and sample data from npm (eng/native)"
  (cd "$root/eng/native" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$stamps/npm.log" 2>&1 \
    || { tail -n 20 "$stamps/npm.log" >&2; fail "npm ci failed; see above."; }
  touch "$stamp"
}

is_newer_source() {
  [ -n "$(find "$root/src" "$root/eng" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$@" \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o \
    -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.razor' -o -name '*.proto' -o -name '*.js' -o -name '*.css' -o -name '*.html' \) \
    -newer "$stamp_of_build" -print -quit 2>/dev/null)" ]
}

build() {
  local target=$1
  stamp_of_build="$stamps/$2.stamp"
  shift 2
  if [ -f "$stamp_of_build" ] && ! is_newer_source "$@"; then
    return 0
  fi
  say "building $(basename "$target") (Release)"
  local began="$stamps/began"
  touch "$began"
  dotnet build "$target" -c Release --nologo -v quiet >"$stamps/build.log" 2>&1 \
    || { grep -E 'error|warning' "$stamps/build.log" | sort -u >&2; fail "the build failed; see above, and $stamps/build.log."; }
  mv "$began" "$stamp_of_build"
}

check_tools
install_packages "$root/eng/apt.txt"
[ "$want_tests" = --tests ] && install_packages "$root/eng/apt-test.txt"
install_native
if [ "$want_tests" = --tests ]; then
  build "$root/Millrace.slnx" build-tests "$root/tests" "$root/bench"
else
  build "$root/src/Hosts/Millrace.Cli/Millrace.Cli.csproj" build-cli
fi
