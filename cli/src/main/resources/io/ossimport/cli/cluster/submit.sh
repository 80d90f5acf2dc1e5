# Words: the folder of this machine below the working folder's "cluster", the job's folder, the job's
# name, then the command.
# Waits until the cluster is at the job, but not for ever: a cluster without workers waits for them,
# and a source may have to be listed first. When the command ends before, prints what it said and ends
# with its status; 75 when an earlier one still runs.
mine=$1
job=$2
name=job-$3
shift 3
mkdir -p "$mine" "$job" || exit 1
if is_running "$mine/$name.pid"; then
    exit 75
fi
log=$job/submit.log
: >"$log"
begin "$mine/$name.pid" "$log" "$@"
tries=0
while kill -0 "$pid" 2>/dev/null; do
    # What the cluster writes about a job once every second.
    if [ -n "$(find "$job/runs" -name progress.json -newer "$mine/$name.pid" 2>/dev/null)" ]; then
        exit 0
    fi
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then
        cat "$log"
        exit 0
    fi
    sleep 0.2
done
wait "$pid"
status=$?
cat "$log"
rm -f "$mine/$name.pid"
exit "$status"
