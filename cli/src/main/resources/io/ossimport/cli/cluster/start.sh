# Words: the folder of this machine below the working folder's "cluster", "master" or "worker", the
# address and the port on which it is waited for, 0 for none; then the command.
# Prints what became of it; when it has ended, or does not listen, what it said.
mine=$1
name=$2
address=$3
port=$4
shift 4
mkdir -p "$mine" || exit 1
if is_running "$mine/$name.pid"; then
    printf 'running already\n'
    exit 0
fi
: >"$mine/$name.out"
begin "$mine/$name.pid" "$mine/$name.out" "$@"
began=no
tries=0
while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 300 ]; do
    tries=$((tries + 1))
    sleep 0.2
    if [ "$port" = 0 ]; then
        # What cannot begin ends within its first seconds.
        [ "$tries" -lt 15 ] || began=yes
    elif bash -c "exec 3<>/dev/tcp/$address/$port" 2>/dev/null </dev/null; then
        began=yes
    fi
    if [ "$began" = yes ]; then
        printf 'started\n'
        exit 0
    fi
done
tail -n 5 "$mine/$name.out"
if kill -0 "$pid" 2>/dev/null; then
    printf 'port %s of %s is not open yet after a minute\n' "$port" "$address"
fi
exit 1
