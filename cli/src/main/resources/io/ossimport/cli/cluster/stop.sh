# Words: the folder of this machine below the working folder's "cluster", how many seconds to wait,
# then a pattern of names.
# Prints "name pid how" of each that has ended by it.
seconds=$2
for file in "$1"/$3.pid; do
    [ -f "$file" ] || continue
    name=$(basename "$file" .pid)
    if is_running "$file"; then
        how=stopped
        kill -TERM "$pid"
        tries=0
        while is_running "$file" && [ "$tries" -lt $((seconds * 5)) ]; do
            tries=$((tries + 1))
            sleep 0.2
        done
        if is_running "$file"; then
            how=killed
            kill -KILL "$pid"
            while is_running "$file"; do
                sleep 0.1
            done
        fi
        printf '%s %s %s\n' "$name" "$pid" "$how"
    fi
    rm -f "$file"
done
