# Words: the working folder, the name of a file, what to write into it.
# Leaves a file below the folder for the others to read.
mkdir -p "$1/cluster" && chmod 700 "$1/cluster" && printf '%s' "$3" >"$1/cluster/$2"
