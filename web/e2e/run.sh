#!/usr/bin/env bash
# Starts a node of its own with the sample season, runs the browser tests against it, stops it.
set -u
web=$(cd "$(dirname "$0")/.." && pwd)
work=$1
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')

Selvedge__Data="$work/e2e" Selvedge__Sample=season Selvedge__Pages="$web/dist" ASPNETCORE_URLS="http://127.0.0.1:$port" \
    dotnet "$web/../gateway/bin/Engine/Release/net10.0/Selvedge.Gateway.dll" >"$work/e2e-node.log" 2>&1 &
node=$!
trap 'kill -TERM $node 2>/dev/null; wait $node' EXIT

ask() { node -e "fetch('http://127.0.0.1:$port$1').then(r => r.ok ? r.json() : Promise.reject()).then(b => process.exit(($2)(b) ? 0 : 1), () => process.exit(1))"; }
for _ in $(seq 600); do
    kill -0 $node 2>/dev/null || { tail -n 40 "$work/e2e-node.log"; echo "The node did not start."; exit 1; }
    ask /health/ready '() => true' && ask '/api/v1/purchase-orders?state=all&limit=1' 'b => b.total >= 2000' && break
    sleep 0.2
done
SELVEDGE_URL="http://127.0.0.1:$port" node --test "$web"/e2e/*.test.mjs
