# A process that a file remembers: its id, when it started, and since which boot that counts.
umask 077

# Prints what tells the process from all others that have had its id.
identity() { # pid
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20 | tr '\n' ' '
    cat /proc/sys/kernel/random/boot_id
}

# Whether the process has ended, and its parent has not asked how: what some containers leave so.
is_zombie() { # pid
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | grep -q '^Z'
}

# Sets pid. Whether the process of the file is there.
is_running() { # file
    pid=
    [ -f "$1" ] || return 1
    read -r pid known <"$1" || return 1
    [ -d "/proc/$pid" ] && [ "$known" = "$(identity "$pid")" ] && ! is_zombie "$pid"
}

# Starts a process that outlives this session, and remembers it.
begin() { # file log command…
    file=$1
    log=$2
    shift 2
    setsid "$@" </dev/null >>"$log" 2>&1 &
    pid=$!
    # Until it has become the command, it may still be on its way there.
    printf '%s %s\n' "$pid" "$(identity "$pid")" >"$file"
}
