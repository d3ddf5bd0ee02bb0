#!/usr/bin/env bash
# No file holds what a merge left behind.
set -u
found=$(git grep -nE '^(<<<<<<< |>>>>>>> )' -- . 2>/dev/null)
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    echo "lint: 0 passed, 1 failed"
    exit 1
fi
echo "lint: 1 passed, 0 failed"
