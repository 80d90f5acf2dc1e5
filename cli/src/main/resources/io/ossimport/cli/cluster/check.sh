# Words: the working folder, the name of the file that another has written there, the master's host
# and port, the folder of this machine below the working folder's "cluster".
# Prints what this machine is like, one "name value" a line.
folder=$1
printf 'clock %s\n' "$(date +%s%3N)"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
printf 'java %s\n' "$("$java" -version 2>&1 </dev/null | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)"
printf 'handles %s\n' "$(ulimit -Hn)"
printf 'shared %s\n' "$(cat "$folder/cluster/$2" 2>/dev/null)"
printf 'free %s\n' "$(df -Pk "$folder" 2>/dev/null | sed -n '2s/.* \([0-9][0-9]*\)  *[0-9][0-9]*% .*/\1/p')"
if touch "$folder/cluster/$2.$$" 2>/dev/null; then
    rm -f "$folder/cluster/$2.$$"
    printf 'writable yes\n'
fi
for tool in bash setsid tar timeout; do
    command -v "$tool" >/dev/null 2>&1 || printf 'missing %s\n' "$tool"
done
for number in 0 1 2; do
    port=$(($4 + number))
    said=$(LC_ALL=C timeout 5 bash -c "exec 3<>/dev/tcp/$3/$port" 2>&1 </dev/null)
    case $?:$said in
        0:*) printf 'port %s open\n' "$port" ;;
        # Nobody listens yet, and the master's machine has said so.
        *refused*) printf 'port %s free\n' "$port" ;;
        124:*) printf 'port %s no answer\n' "$port" ;;
        *) printf 'port %s %s\n' "$port" "$(printf '%s' "$said" | head -n 1 | sed 's/.*: //')" ;;
    esac
done
if [ -f "$folder/cluster/cluster.p12" ]; then
    printf 'key there\n'
fi
for file in "$5"/*.pid; do
    if is_running "$file"; then
        printf 'running %s\n' "$(basename "$file" .pid)"
    fi
done
