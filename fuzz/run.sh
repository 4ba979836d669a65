#!/usr/bin/env bash
# Runs every fuzzer from its corpus on, so often that each takes some ten seconds; an argument multiplies that, and
# `fuzz/run.sh 1000` keeps a machine busy for a night. The seed is fixed, so the same commit gets the same verdict; SEED
# asks for another. What breaks a law is kept in target/fuzz/.
set -euo pipefail
cd "$(dirname "$0")/.."
times=${1:-1} seed=${SEED:-1} found=target/fuzz
mkdir -p "$found"

RUSTC_WORKSPACE_WRAPPER="$PWD/fuzz/instrument.sh" cargo build --release --locked --quiet -p sourcebook-fuzz --bins

# So that each takes as long: to draw a page takes a hundred times as long as to read a line of the configuration.
runs_of() {
    case $1 in
        brief) echo 1500 ;;
        front_matter | source_yaml) echo 7000 ;;
        *) echo 60000 ;;
    esac
}

run() {
    local name=$1 log="$found/$1.log" new
    new=$(mktemp -d)
    local options=(-seed="$seed" -runs="$(($(runs_of "$name") * times))" -max_len=1000 -timeout=20 -rss_limit_mb=2048)
    options+=(-dict="fuzz/dictionaries/$name.dict" -artifact_prefix="$found/$name-" -print_final_stats=1)
    if ! RAYON_NUM_THREADS=1 "target/release/$name" "${options[@]}" "$new" "fuzz/corpus/$name" >"$log" 2>&1; then
        tail -n 40 "$log"
        return 1
    fi
    rm -r "$new"
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
}

export -f run runs_of
export times seed found
find fuzz/fuzz_targets -name '*.rs' -exec basename {} .rs \; | sort | xargs -P "$(nproc)" -I NAME bash -ceu 'run NAME'
