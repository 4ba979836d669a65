# An author's day, from an empty folder to a published brief. `tests/day/main.rs` runs it with nothing on its path but
# the program, so all else is the shell's own.
set -euo pipefail
trap 'echo "day.sh:$LINENO: $BASH_COMMAND" >&2' ERR

# What a command prints on both streams, whatever its status.
said() { "$@" 2>&1 || true; }

# Whether a text has a part.
has() { [[ $1 == *"$2"* ]] || { printf 'not there: %s\nin: %s\n' "$2" "$1" >&2; return 1; }; }

# A page, as the server gives it.
page() {
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$1" "$port" >&3
    local whole="" line
    while IFS= read -r line <&3 || [[ -n $line ]]; do whole+="$line"$'\n'; done
    exec 3>&-
    printf '%s' "$whole"
}

# Morning: a site, proved and shown.
has "$(sourcebook init my-site)" "sourcebook serve"
cd my-site
sourcebook verify
coproc server { exec sourcebook serve --port 0 2>&1; }
# The shell forgets its coprocess as soon as it ends.
server_pid=$server_PID
read -r -t 60 line <&"${server[0]}"
[[ $line =~ 127\.0\.0\.1:([0-9]+) ]]
port=${BASH_REMATCH[1]}
has "$(page /)" "Ferries or a bridge?"

# A source from a reference manager, with the text that was saved of it.
printf '%s\n' '@article{ravn2024,' '  author = {Ravn, Liv},' '  title = {Nine winters of tolls},' \
    '  journal = {Harbour Quarterly},' '  date = {2024-05},' '}' > refs.bib
record=$(sourcebook new source --from refs.bib ravn2024 --id nine-winters)
has "$record" "content/sources/nine-winters.yaml"
printf '%s\n' '# Nine winters of tolls' '' \
    'Between 2015 and 2023 the toll paid for the crew and the fuel in every winter but one.' '' \
    'Without a toll the town would have to find four million marks a year from somewhere else.' \
    > archives/nine-winters.md
text=$(< content/sources/nine-winters.yaml)
has "$text" "Nine winters of tolls"
printf '%s\n' "${text/archive: null/archive: nine-winters.md}" > content/sources/nine-winters.yaml

# A claim, from its words; words that the source does not have are refused.
has "$(said sourcebook clip nine-winters 'paid for the crew and the boats')" "paid for the crew"
[[ $(< content/sources/nine-winters.yaml) != *"the boats"* ]]
sourcebook clip nine-winters "the toll paid for the crew and the fuel" --id toll-pays
text=$(< content/sources/nine-winters.yaml)
text=${text/$'\n    statement:\n'/$'\n    statement: The toll has covered the running of the ferry in all winters but one.\n'}
text=${text/$'\n    kind:\n'/$'\n    kind: fact\n'}
printf '%s\n' "$text" > content/sources/nine-winters.yaml

# An actor and a brief; a slip is explained where it was made, in the terminal and over the page.
sourcebook new actor "Harbour Union"
text=$(< content/actors/harbour-union.md)
printf '%s\n' "${text/$'\n'kind:/$'\n'kind: organisation}" > content/actors/harbour-union.md
has "$(sourcebook new brief "Who pays for the ferry")" "content/briefs/who-pays-for-the-ferry.md"
printf '%s\n' '---' 'title: Who pays for the ferry' 'date: 2024-07-01' \
    'summary: The toll has carried the ferry so far.' '---' '' \
    'The toll has paid for nearly every winter [@nine-winters/toll-pay].' \
    > content/briefs/who-pays-for-the-ferry.md
slip=$(said sourcebook check)
has "$slip" "content/briefs/who-pays-for-the-ferry.md:7"
has "$slip" "nine-winters/toll-pays"
[[ $slip =~ error\[([a-z-]+)\] ]]
has "$(sourcebook explain "${BASH_REMATCH[1]}")" "## Right"
! sourcebook build 2> /dev/null
[[ ! -e public ]]
text=$(< content/briefs/who-pays-for-the-ferry.md)
printf '%s\n' "${text/toll-pay]/toll-pays]}" > content/briefs/who-pays-for-the-ferry.md
sourcebook check
shown=""
for _ in {1..100}; do
    shown=$(page /briefs/who-pays-for-the-ferry/)
    [[ $shown == *"nearly every winter"* ]] && break
    read -r -t 0.2 _ <&"${server[0]}" || true
done
has "$shown" "paid for the crew and the fuel"
kill -INT "$server_pid"
wait "$server_pid" || true

# Evening: proved, complete, published.
has "$(sourcebook verify)" "nine-winters/toll-pays"
sourcebook verify --locked
sourcebook check --deny warnings
sourcebook coverage > /dev/null
sourcebook build --base-url https://example.org/crossing/
has "$(< public/index.html)" "Who pays for the ferry"
has "$(< public/briefs/who-pays-for-the-ferry/index.html)" "https://example.org/crossing/briefs/who-pays-for-the-ferry/"
has "$(< public/claims/nine-winters/toll-pays/index.html)" "The toll has covered the running of the ferry"
has "$(< public/feed.xml)" "Who pays for the ferry"
has "$(sourcebook doctor)" "holds an edition"
has "$(sourcebook build --base-url https://example.org/crossing/ 2>&1)" "0 written"
