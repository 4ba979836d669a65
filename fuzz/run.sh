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
        extract_pdf) echo 40000 ;;
        *) echo 60000 ;;
    esac
}

# As long as the longest seed, for a fuzzer cuts off what is longer; and no longer than there is time for.
length_of() {
    local longest
    longest=$(find "fuzz/corpus/$1" -type f -printf '%s\n' | sort -n | tail -n 1)
    echo $((longest < 1000 ? 1000 : longest > 20000 ? 20000 : longest))
}

run() {
    local name=$1 log="$found/$1.log" new
    new=$(mktemp -d)
    local options=(-seed="$seed" -runs="$(($(runs_of "$name") * times))" -max_len="$(length_of "$name")")
    options+=(-timeout=20 -rss_limit_mb=2048 -dict="fuzz/dictionaries/$name.dict")
    options+=(-artifact_prefix="$found/$name-" -print_final_stats=1)
    if ! RAYON_NUM_THREADS=1 "target/release/$name" "${options[@]}" "$new" "fuzz/corpus/$name" >"$log" 2>&1; then
        tail -n 40 "$log"
        return 1
    fi
    rm -r "$new"
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
}

export -f run runs_of length_of
export times seed found
find fuzz/fuzz_targets -name '*.rs' -exec basename {} .rs \; | sort | xargs -P "$(nproc)" -I NAME bash -ceu 'run NAME'
