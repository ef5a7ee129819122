# Sourced by ./run: nginx in front of several nodes on this machine.

# A folder for nginx that its workers can enter, which as root are another user; prints it.
front_folder() { # port node-port...
    local folder listen=$1
    shift
    folder=$(mktemp -d /tmp/selvedge-nginx-XXXXXX) && chmod 755 "$folder"
    cp "$root/deploy/nginx/selvedge.conf" "$folder"
    printf 'listen 127.0.0.1:%s;\n' "$listen" >"$folder/selvedge-listen.conf"
    printf 'server 127.0.0.1:%s max_fails=1 fail_timeout=5s;\n' "$@" >"$folder/selvedge-nodes.conf"
    cat >"$folder/nginx.conf" <<'TEXT'
daemon off;
pid nginx.pid;
worker_processes 1;
events { worker_connections 4096; }
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path unused;
    uwsgi_temp_path unused;
    scgi_temp_path unused;
    include selvedge.conf;
}
TEXT
    printf '%s' "$folder"
}
