# Sourced by ./run: looks after what it has started. A node that ends is said and, where others go on, started again; so is
# nginx. What is told to stop, and does, is left alone.

# A node that ends so many times without having been ready in between is given up, and nginx that does not last.
most_tries=3
tries=() front_tries=0 status=0

# Where words go while bash is kept from adding its own about every process that was killed.
exec 3>&2
tell() { say "$@" 2>&3; }

how() { # status
    if [ "$1" -gt 128 ]; then printf 'was ended by SIG%s' "$(kill -l $(($1 - 128)))"; else printf 'has ended with status %s' "$1"; fi
}

mind_node() { # index
    local process=${running[$1]} who="Node $(($1 + 1))" ended
    [ "$nodes" != 1 ] || who="The node"
    if kill -0 "$process" 2>/dev/null; then
        if [ -n "${tries[$1]:-}" ] && [ "$(state "${ports[$1]}")" = ready ]; then
            unset "tries[$1]"
            tell "$who is ready again."
        fi
        return
    fi
    wait "$process" 2>/dev/null
    ended=$?
    unset "running[$1]"
    if [ "$ended" = 0 ]; then
        [ "$nodes" = 1 ] || tell "$who has ended."
        return
    fi
    tell "$who, process $process, $(how "$ended")."
    if [ "$nodes" != 1 ] && $ready && ! $stopping && [ "${tries[$1]:-0}" -lt "$most_tries" ]; then
        tries[$1]=$((${tries[$1]:-0} + 1))
        start_node "$1" 2>&3
        tell "It is started again."
        tell_node "$1" 2>&3
    else
        status=$ended
        $stopping || tell "Why may be in $(log_of "$1")."
    fi
}

mind_front() {
    [ -n "$front" ] && ! kill -0 "$front" 2>/dev/null || return
    local process=$front ended
    wait "$process" 2>/dev/null
    ended=$?
    # Workers outlive one that was killed, and hold its port.
    kill -KILL -- "-$process" 2>/dev/null
    front=
    $stopping && return
    tell "nginx, process $process, $(how "$ended")."
    [ $((SECONDS - front_since)) -lt 10 ] || front_tries=0
    front_tries=$((front_tries + 1))
    if [ "$front_tries" -gt "$most_tries" ]; then
        status=1
        tell "It does not stay: why may be in $data.nginx.log."
        stop
    else
        start_front 2>&3
        tell "It is started again: process $front."
    fi
}

# Until the last node has ended: by itself, or because it was told to. Then nothing is left running; the status says whether all was well.
watch_over() {
    local i
    exec 2>/dev/null
    while [ ${#running[@]} != 0 ]; do
        for i in "${!running[@]}"; do mind_node "$i"; done
        mind_front
        sleep 0.5
    done
    exec 2>&3
    stopping=true
    [ -z "$front" ] || { kill -TERM "$front" 2>/dev/null; wait "$front" 2>/dev/null; }
    # The last node stops PostgreSQL, unless it was killed.
    [ "$status" = 0 ] || Selvedge__Data=$data dotnet "$program" stop-database >>"$data.log" 2>&1
    $ready || [ "$status" != 0 ] || status=1
    exit "$status"
}
