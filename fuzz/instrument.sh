#!/bin/sh
# Stands before the compiler (RUSTC_WORKSPACE_WRAPPER) and lets the fuzzer see which ways an input takes through our own
# code. Libraries are built as for a release, and once for both. Comparisons are not traced: that would halve the number
# of inputs, and the dictionaries know the words that are compared. Nor is our code optimised beyond what is had for little:
# to build it takes longer than to run it for a minute.
exec "$@" -C opt-level=1 -C debug-assertions -C overflow-checks -C passes=sancov-module \
    -C llvm-args=-sanitizer-coverage-level=3 \
    -C llvm-args=-sanitizer-coverage-inline-8bit-counters \
    -C llvm-args=-sanitizer-coverage-pc-table
