# Sourced by the scripts of this folder: the binary, a mock that ends with the script, and medians.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
confab=${CONFAB:-$here/../build/release/confab}
[ -x "$confab" ] || { echo "bench: no binary at $confab; build it, or set CONFAB" >&2; exit 2; }
work=$(mktemp -d)
started=()
end_all() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap end_all EXIT
key='Authorization: confab-reveng-default'

# need PROGRAM PACKAGE: installs a missing Debian package.
need() {
  command -v "$1" > /dev/null || PATH=$PATH:/usr/sbin command -v "$1" > /dev/null && return
  echo "bench: installing $2" >&2
  $([ "$(id -u)" = 0 ] || echo sudo) apt-get install -y -qq "$2" >&2
}

# start_mock [FLAG...]: sets mock_pid and url.
start_mock() {
  rm -f "$work/port"
  "$confab" mock reveng --listen 127.0.0.1:0 --port-file "$work/port" "$@" > "$work/mock.log" 2>&1 &
  mock_pid=$!
  started+=("$mock_pid")
  for _ in $(seq 500); do
    [ -s "$work/port" ] && break
    kill -0 "$mock_pid" 2>/dev/null || { cat "$work/mock.log" >&2; exit 3; }
    sleep 0.01
  done
  port=$(tr -dc 0-9 < "$work/port")
  url=http://127.0.0.1:$port
}

json() { curl -sS -H "$key" -H 'Content-Type: application/json' "$@"; }
new_conversation() { json -d '{"title":"bench"}' "$url/v2/conversations" | sed -E 's/.*"conversation_uuid" *: *"([^"]+)".*/\1/'; }
median() { sort -g | awk '{ value[NR] = $1 } END { print (NR % 2) ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'; }
resident_kib() { awk '/VmRSS/ { print $2 }' "/proc/$1/status"; }
client() {
  [ -x "$work/sse_readers" ] || cc -O2 -o "$work/sse_readers" "$here/sse_readers.c"
  "$work/sse_readers" "$@"
}
