<#
.SYNOPSIS
Judges a server by an API contract, over HTTP, and says where the two part.

.DESCRIPTION
Passes its arguments on to the conformance program; the exit code is the program's: 0 conforms, 1 violations or drift,
2 could not judge. Without -Target it starts the mock and judges that. Every option of the program can be given, as -Target
or --target, or as an environment variable, PLANISO_TARGET, which is the place for keys:

  -Target URL         base URL of the server to judge, before the paths of the contract
  -Api NAME           the contract to judge by
  -Contract FILE      in place of -Api: a contract of your own, YAML or JSON
  -Key KEY            API key with all rights; best that of a silo made for tests
  -ReadonlyKey KEY    API key that may read but not write
  -OtherKey KEY       API key of another silo
  -EmptyKey KEY       API key of a silo without records
  -ForbiddenKey KEY   API key without any right
  -Mode MODE          full, or read-only: nothing is sent that changes anything
  -Report DIR         directory for report.html, report.json, junit.xml and summary.md
  -Resource NAME      judge what is about this resource only; may be repeated
  -Rule ID            judge this rule only, or those of a pattern such as user-*; may be repeated
  -Exclude ID         leave this rule out, or those of a pattern; may be repeated
  -Strict             what the target does not serve is a violation
  -Require PROFILE    readings that are demanded, as profile.json has them
  -Header "NAME: VALUE"  a header that every request has; may be repeated
  -Cacert FILE        PEM certificates that alone vouch for the target's
  -Insecure           do not look at the target's certificate
  -AuthCommand CMD    a program that prints a key, for keys that expire
  -List               print every rule of the contract, and send nothing
  -Plan               print what would be sent and what would remain, and send nothing
  -Baseline REPORT    a report.json of an earlier run; what has changed since is reported
  -Ledger FILE        where the run notes what it makes, before it does
  -Cleanup LEDGER     finish the cleanup of an interrupted run, and judge nothing
  -MaxRequests N      send so many requests at most
  -Rate N             send so many requests a second at most
  -Walks N            beside the rules, make so many random sequences of operations
  -Seed S             of the walks: the same seed makes the same sequences
  -Start COMMAND      without a target: start this program instead of the mock, and judge what it listens on

.EXAMPLE
./run-conformance.ps1 -Api planiso
Starts the mock, and judges it.

.EXAMPLE
$env:PLANISO_KEY = Read-Host; ./run-conformance.ps1 -Target https://staging.example -Api planiso -Report report -Baseline last/report.json
Judges a server, and compares it with what it was.
#>
$mock = "dotnet run --project ""$PSScriptRoot/mock"" -- --urls http://127.0.0.1:0"
dotnet run --project "$PSScriptRoot/conformance" '--' '--start' $mock @args
exit $LASTEXITCODE
