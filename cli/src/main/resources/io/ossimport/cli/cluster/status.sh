# Words: the folder of this machine below the working folder's "cluster", then names.
# Prints "name pid" of each that runs.
mine=$1
shift
for name in "$@"; do
    if is_running "$mine/$name.pid"; then
        printf '%s %s\n' "$name" "$pid"
    fi
done
