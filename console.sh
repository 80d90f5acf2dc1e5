#!/usr/bin/env bash
# OssImport's console of several machines, with conf/workers and conf/sys.properties beside this script.
#
#   console.sh deploy              looks at all machines and copies the program to them
#   console.sh start               starts the master and the workers
#   console.sh submit [JOB.cfg]    gives them a job; conf/job.cfg unless another is named
#   console.sh stat [JOB]          where the jobs are
#   console.sh retry [JOB]         tries again what failed, of one job or of all
#   console.sh clean JOB           removes all that is kept of a job, asking nothing
#   console.sh stop                stops the jobs so that they can go on, and ends all processes
#   console.sh version
#
#   OSS_IMPORT_HOME   where conf is, when it is not beside this script
#
# Exit status as docs/cli.md says; 2 for a wrong command.
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
conf=${OSS_IMPORT_HOME:-$home}/conf

usage() {
    sed -n '/^#   console/s/^# *//p' "$home/console.sh" >&2
    exit 2
}

cluster() { # command arguments…
    local command=$1
    shift
    "$home/ossimport" cluster "$command" --conf "$conf" "$@"
}

# What is kept of a job lies below the workingDir of sys.properties, and so does its copied job file.
clean() { # job
    local folder
    folder=$(sed -n 's/^[[:space:]]*workingDir[[:space:]]*=[[:space:]]*//p' "$conf/sys.properties" | tail -n 1 | sed 's/[[:space:]]*$//')
    if [ -z "$folder" ]; then
        printf 'console.sh: %s does not say workingDir, in which jobs are kept\n' "$conf/sys.properties" >&2
        return 3
    fi
    "$home/ossimport" clean "$1" --yes --working-dir "$folder" || return
    rm -f "$folder/conf/$1.cfg"
    printf 'Clean job:%s completed.\n' "$1"
}

[ $# -gt 0 ] || usage
verb=$1
shift
case $verb:$# in
    deploy:0 | start:0 | stop:0 | stat:[01] | retry:[01]) cluster "$verb" "$@" ;;
    submit:0) cluster submit "$conf/job.cfg" ;;
    submit:1) cluster submit "$1" ;;
    clean:1) clean "$1" ;;
    version:0) "$home/ossimport" --version ;;
    *) usage ;;
esac
