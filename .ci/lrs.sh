#!/bin/bash
# Starts a real learning record store (OpenFUN Ralph 5.1.0 from PyPI, files as its store) on loopback, runs CMD… with
# LRS_URL, LRS_USER, LRS_PASSWORD set, then stops it. The first run installs into a virtual environment under ~/.cache.
# Usage: lrs.sh CMD [ARG…]      PORT=18100 by default. LRS_STRICT names a checker: `$LRS_STRICT FILE.jsonl` exits 1 on a
# statement that breaks the xAPI specification (Ralph's server is lenient, its strict models are not).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); port=${PORT:-18100}
venv=${LRS_VENV:-$HOME/.cache/hotseat-lrs}
[[ -x $venv/bin/ralph ]] || { python3 -m venv "$venv"; "$venv/bin/pip" install -q 'ralph-malph[lrs,cli]==5.1.0' requests; }
home=$(mktemp -d /tmp/lrs.XXXXXX); mkdir -p "$home/app/store"; cp "$here/lrs_server.py" "$home/"
export RALPH_APP_DIR=$home/app RALPH_AUTH_FILE=$home/app/auth.json RALPH_RUNSERVER_BACKEND=fs \
  RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH=$home/app/store RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE=lrs.jsonl
"$venv/bin/ralph" auth -u hotseat -p test-only -s all -N hotseat -A hotseat https://example.org/hotseat -w >/dev/null
(cd "$home" && exec "$venv/bin/python" -m uvicorn lrs_server:app --host 127.0.0.1 --port "$port" --log-level warning) >"$home/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$home"' EXIT
up=
for _ in $(seq 100); do curl -sf "http://127.0.0.1:$port/__heartbeat__" >/dev/null && { up=1; break; }; sleep 0.2; done
[[ -n $up ]] || { cat "$home/server.log" >&2; exit 1; }
export LRS_URL="http://127.0.0.1:$port/xAPI" LRS_USER=hotseat LRS_PASSWORD=test-only LRS_STRICT="$venv/bin/python $here/xapi_strict.py"
"$@"
