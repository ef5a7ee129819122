#!/usr/bin/env bash
# Starts a node of its own with the sample season, runs the browser tests against it, stops it.
set -u
web=$(cd "$(dirname "$0")/.." && pwd)
work=$1
# Below those that the operating system gives to outgoing connections: nobody takes it before the node does.
port=$(node -e 'const s=require("net").createServer(),look=()=>s.listen(20000+Math.floor(Math.random()*12000),"127.0.0.1");s.on("error",look).on("listening",()=>{console.log(s.address().port);s.close()});look()')

# A machine that is busy with other suites is not a database that is away.
Selvedge__Journal__UnknownOutcomeLimit=00:00:10 \
Selvedge__Data="$work/e2e" Selvedge__Sample=season Selvedge__Pages="$web/dist" ASPNETCORE_URLS="http://127.0.0.1:$port" \
    dotnet "$web/../gateway/bin/Engine/Release/net10.0/Selvedge.Gateway.dll" >"$work/e2e-node.log" 2>&1 &
node=$!
trap 'kill -TERM $node 2>/dev/null; wait $node' EXIT

# The wall is the last that the sample registers.
node --input-type=module -e "
const complete = async () => (await (await fetch('http://127.0.0.1:$port/api/v1/people')).json()).items.some((p) => p.id === 'wall');
const runs = () => { try { return process.kill($node, 0); } catch { return false; } };
const end = Date.now() + 600_000;
while (!await complete().catch(() => false)) {
  if (!runs() || Date.now() > end) process.exit(1);
  await new Promise((resolve) => setTimeout(resolve, 500));
}" || { tail -n 40 "$work/e2e-node.log"; echo "The node did not become ready."; exit 1; }
# Two at a time: each waits for pages as long as it works.
SELVEDGE_URL="http://127.0.0.1:$port" node --test --test-concurrency=2 "$web"/e2e/*.test.mjs
