#!/usr/bin/env bash
# Starts a node of its own with the sample season, runs the browser tests against it, stops it.
set -u
web=$(cd "$(dirname "$0")/.." && pwd)
work=$1
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')

# A machine that is busy with other suites is not a database that is away.
Selvedge__Journal__UnknownOutcomeLimit=00:00:10 \
Selvedge__Data="$work/e2e" Selvedge__Sample=season Selvedge__Pages="$web/dist" ASPNETCORE_URLS="http://127.0.0.1:$port" \
    dotnet "$web/../gateway/bin/Engine/Release/net10.0/Selvedge.Gateway.dll" >"$work/e2e-node.log" 2>&1 &
node=$!
trap 'kill -TERM $node 2>/dev/null; wait $node' EXIT

# The wall is the last that the sample registers.
complete() { node -e "fetch('http://127.0.0.1:$port/api/v1/people').then(r => r.json()).then(b => process.exit(b.items.some(p => p.id === 'wall') ? 0 : 1), () => process.exit(1))"; }
for _ in $(seq 600); do
    complete && break
    kill -0 $node 2>/dev/null || { tail -n 40 "$work/e2e-node.log"; echo "The node did not start."; exit 1; }
    sleep 0.5
done
# Two at a time: each waits for pages as long as it works.
SELVEDGE_URL="http://127.0.0.1:$port" node --test --test-concurrency=2 "$web"/e2e/*.test.mjs
