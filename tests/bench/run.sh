#!/usr/bin/env bash
# ./run bench: how fast, how large, how much memory, beside other tools in one
# run. Never part of the tests: a busy machine is no fault of the program.
#   IKM_PROGRAM      the program (default: build/release/ikm)
#   IKM_BENCH_ROWS   responses (default: 5000000)
#   IKM_BENCH_ONLY   some parts alone: import one memory offices groups csv xlsx
#                    report bootstrap web
#   IKM_BENCH_WEB_S  seconds of each load of the part web (default: 10)
#   IKM_LANG=en      the table in English
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=${IKM_BENCH_FOLDER:-$root/build/bench}
program=${IKM_PROGRAM:-$root/build/release/ikm}
duckdb_version=1.5.6-r.1

say() {
    printf '%s\n' "$*" >&2
}

if [ ! -x "$program" ]; then
    say "Program $program tidak ada. Bangun dulu: ./run build"
    exit 66
fi

mkdir -p "$work"
say "Membangun alat ukur di $work ..."
cmake --fresh -S "$here" -B "$work/tools" -G Ninja >"$work/tools.log"
ninja -C "$work/tools" >>"$work/tools.log"

case $(uname -m) in
    aarch64) machine=arm64 ;;
    *) machine=x64 ;;
esac
package=@duckdb/node-bindings-linux-$machine
duckdb=$work/node_modules/$package/libduckdb.so
if [ ! -f "$duckdb" ]; then
    say "Mengunduh $package $duckdb_version ..."
    npm install --silent --no-fund --no-audit --prefix "$work" \
        "$package@$duckdb_version" >&2 ||
        say "DuckDB tidak dapat dipasang, jadi tidak ikut dibandingkan."
fi

# Debian's pandas belongs to Debian's Python
python=/usr/bin/python3
if [ ! -x "$python" ]; then
    python=python3
fi
exec "$python" "$here/compare.py" "$program" "$work" "$duckdb" \
    "${IKM_BENCH_ROWS:-5000000}"
