# Sourced by the scripts beside it: finds PostgreSQL's programs also where the system keeps them off the PATH.
fail() { printf '%s\n' "$*" >&2; exit 1; }

for folder in "${SELVEDGE_POSTGRES_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    [ -z "$folder" ] || PATH="$PATH:$folder"
done
need() { command -v "$1" >/dev/null || fail "$1 is missing: install PostgreSQL's programs, or name their folder in SELVEDGE_POSTGRES_BIN."; }

# A moment as bases are named by it, so that names compare as times do. Without a zone it is UTC.
as_name() { TZ=UTC date -u -d "$1" +%Y%m%dT%H%M%S.%6NZ 2>/dev/null || fail "'$1' is no moment: write it like 2026-11-20T09:30:00Z."; }
