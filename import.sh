#!/usr/bin/env bash
# One-click import, as OssImport's standalone package has it: runs the job in conf/local_job.cfg,
# with the settings of conf/sys.properties, both beside this script.
#
#   import.sh                            runs conf/local_job.cfg
#   import.sh JOB.cfg [key=value …]      runs another job file; options of "ossimport run" work too
#
# Asks nothing unless it runs on a terminal. Exit status as "ossimport run" (docs/cli.md):
#   0 all done   1 some objects failed   2 bad usage   3 bad configuration
#   4 a store cannot be reached or refuses   5 stopped, goes on when started again   70 a bug
set -uo pipefail

self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname "$self")/$link ;;
    esac
done
home=$(cd -P "$(dirname "$self")" && pwd) || exit 3

if [ $# -gt 0 ] && [[ $1 != -* && $1 != *=* ]]; then
    job=$1
    shift
    case $job in
        /*) ;;
        *) job=$PWD/$job ;;
    esac
else
    job=$home/conf/local_job.cfg
fi
if [ ! -f "$job" ]; then
    printf 'import.sh: there is no job file %s. Write one (docs/job-file.md), or name yours: import.sh JOB.cfg\n' "$job" >&2
    exit 3
fi

# The one setting that Java must know before it starts.
system=$(dirname "$job")/sys.properties
if [ -z "${OSSIMPORT_JAVA_OPTS:-}" ] && [ -f "$system" ]; then
    heap=$(sed -n 's/^[[:space:]]*javaHeapMaxSize[[:space:]]*=[[:space:]]*\([0-9][0-9]*[kKmMgG]\{0,1\}\)[[:space:]]*$/\1/p' <"$system" | tail -n 1)
    [ -z "$heap" ] || export OSSIMPORT_JAVA_OPTS="-Xmx$heap"
fi

# workingDir=. means this folder, from wherever the script is called.
cd "$home" || exit 3
"$home/ossimport" run "$job" "$@"
status=$?

# As the old script did, a person is asked whether to try the failed objects again; what is there
# already and the same is left alone.
while [ $status -eq 1 ] && [ -t 0 ] && [ -t 2 ]; do
    printf 'Retry the failed objects, Yes or No: ' >&2
    read -r answer || break
    case $answer in
        [Yy]*) ;;
        *) break ;;
    esac
    "$home/ossimport" run "$job" "$@" overwrite=different
    status=$?
done
exit $status
