#!/bin/sh
# Makes the figures of docs/performance.md, in the order in which they stand there. Run it from the top of the repository.
#
#	docs/bench.sh [DIR]
#
# With DIR it also compares the grouped search with other engines: the harness is bench/run.py in the folder that
# VARIORUM_SHARED names (../shared), DIR is where it keeps the corpus and the indexes. That part needs Python, Java, Maven and Cargo, and fetches Lucene.
set -eu

shared=$(cd "${VARIORUM_SHARED:-../shared}" 2>/dev/null && pwd) || shared=
if [ -n "$shared" ]; then
	VARIORUM_SHARED=$shared
	export VARIORUM_SHARED
fi

go test -run '^$' -bench 'Ask|Add' -benchtime 21x ./cmd/bot
go test -run '^$' -bench 'Answer' -benchmem ./answers
GOMAXPROCS=1 go test -run '^$' -bench 'Build' -benchtime 3x -benchmem ./retrieval
go test -run '^$' -bench 'Load' -benchtime 1x -timeout 20m ./cmd/bot
go test -run '^$' -bench 'Grouped|Search|Query|Open|Memory|ReadLexicon' -benchmem ./retrieval
go test -run '^$' -bench . -benchmem ./library

[ $# -gt 0 ] || exit 0
if [ -z "$shared" ] || [ ! -f "$shared/bench/run.py" ]; then
	echo "docs/bench.sh: there is no harness bench/run.py in the folder that VARIORUM_SHARED names" >&2
	exit 1
fi
mkdir -p "$1"
dir=$(cd "$1" && pwd)
go build -o "$dir/worker" ./retrieval/benchworker
python3 "$shared/bench/run.py" "$dir/corpus" --engines lucene,floor-go --engine ours="$dir/worker" --reference lucene --builds 1 --runs 3
