#!/usr/bin/env bash
# Usage: tests/run.sh FOLDER. Uses ./run as a person does: starts it on an empty folder, ends it and what it started by TERM and by kill -9, and
# looks each time whether it has ended whole and finds again what was there; then as three nodes, and as three silos of Orleans. Ends with "# pass N" and "# fail N".
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
work=$1
# Below those that the operating system gives to outgoing connections: nobody takes it before the node does.
port=$(node -e 'const s=require("net").createServer(),look=()=>s.listen(20000+Math.floor(Math.random()*12000),"127.0.0.1");s.on("error",look).on("listening",()=>{console.log(s.address().port);s.close()});look()')
run=
passed=0

finish() { # failed
    [ -n "$run" ] && kill -TERM "$run" 2>/dev/null && wait "$run" 2>/dev/null
    printf '# pass %s\n# fail %s\n' "$passed" "$1"
    exit "$1"
}
claim() { # what command...
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1)) && printf 'ok %s\n' "$what"
    else
        printf 'not ok %s\n' "$what" && tail -n 30 "$work/run.log"
        finish 1
    fi
}
within() { # seconds command...
    local end=$((SECONDS + $1))
    shift
    until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.2; done
}
is_ready() { grep -q 'Selvedge is ready' "$work/run.log"; }
start() {
    # What the run before has said is no sign of this one.
    : >"$work/run.log"
    "$root/run" --port "$port" --data "$work/data" --sample none "$@" >"$work/run.log" 2>&1 &
    run=$!
    within 300 is_ready
}
data() { sed -n 's/.*the data stays in \(.*\), its log is .*/\1/p' "$work/run.log"; }
import_vendor() {
    node -e '
        const form = new FormData();
        form.set("kind", "vendors");
        form.set("mapping", JSON.stringify({ name: "run", kind: "vendors", fields: { code: { column: "code" }, name: { column: "name" }, country: { column: "country" } } }));
        form.set("file", new Blob(["code,name,country\nV1,Sewing,BD\n"]), "vendors.csv");
        fetch(`http://127.0.0.1:${process.argv[1]}/api/v1/imports`, { method: "POST", body: form })
            .then((r) => r.json()).then((b) => process.exit(b.created === 1 ? 0 : 1), () => process.exit(1))' "$port"
}
has_vendor() {
    node -e 'fetch(`http://127.0.0.1:${process.argv[1]}/api/v1/vendors/V1`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$port"
}
# The newest: one that was killed is started again.
node_process() { sed -n "s/.*Node $1: process \([0-9]*\),.*/\1/p" "$work/run.log" | tail -n 1; }
front_process() { sed -n 's/.*nginx: process \([0-9]*\)$/\1/p' "$work/run.log"; }
says() { grep -q "$1" "$work/run.log"; }
ends_with() { # status
    wait "$run"
    [ $? = "$1" ]
}
is_free() { node -e "require('net').createServer().once('error', () => process.exit(1)).listen($port, '127.0.0.1', () => process.exit(0))"; }
server_ended() { [ ! -e "$folder/postmaster.pid" ]; }

claim "it starts on an empty folder" start
folder=$(data)
claim "it names the folder in which the data really is" test -f "$folder/PG_VERSION"
claim "it takes an import" import_vendor
kill -TERM "$run"
wait "$run"
claim "TERM ends the node" is_free
claim "TERM ends PostgreSQL" server_ended
claim "it starts a second time" start
claim "it finds its data again" has_vendor
kill -KILL "$run"
wait "$run" 2>/dev/null
claim "the node ends with a script that is killed" within 30 is_free
claim "it starts after a kill" start
claim "it finds its data after a kill" has_vendor
killed=$(node_process 1)
kill -KILL "$killed"
claim "it ends with the only node when that is killed, and not as if all were well" ends_with 137
claim "it says which process has ended and how" says "process $killed, was ended by SIGKILL"
claim "PostgreSQL does not outlive a node that is killed" server_ended
claim "three nodes start behind one address" start --nodes 3
claim "they serve what was there" has_vendor
claim "what is built without a mistake is not told" eval '! says "kB\|Build succeeded"'
killed=$(node_process 2)
kill -KILL "$killed"
claim "the others serve on when one is killed" has_vendor
claim "it is said that one was killed" within 30 says "Node 2, process $killed, was ended by SIGKILL"
claim "one that was killed is started again" within 120 says "Node 2 is ready again"
kill -KILL "$(front_process)"
claim "nginx is started again when it is killed" within 30 says "nginx, process .* was ended by SIGKILL"
claim "the nodes are reached through it again" within 30 has_vendor
kill -TERM "$(node_process 1)"
claim "one that is told to stop ends" sh -c 'while kill -0 "$1" 2>/dev/null; do sleep 0.2; done' wait "$(node_process 1)"
claim "the last one serves on, though the first had started PostgreSQL" has_vendor
kill -TERM "$run"
wait "$run"
claim "TERM ends nginx" is_free
claim "the last node ends PostgreSQL" server_ended
claim "the same data is taken over by three silos of Orleans" start --nodes 3 --engine orleans
claim "they serve what was there" has_vendor
kill -KILL "$(node_process 2)"
claim "the others take over what lived on one that is killed" within 30 has_vendor
kill -TERM "$(node_process 1)"
claim "a silo that is told to stop ends" sh -c 'while kill -0 "$1" 2>/dev/null; do sleep 0.2; done' wait "$(node_process 1)"
claim "the last silo serves on" within 30 has_vendor
kill -TERM "$run"
wait "$run"
claim "TERM ends what stands in front of silos" is_free
claim "the last silo ends PostgreSQL" server_ended
finish 0
