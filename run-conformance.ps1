# Judges a server by a contract:
#   ./run-conformance.ps1 -Target https://staging.example -Api planiso -Key $env:PLANISO_KEY -Report report
# Without -Target it starts the mock and judges that:
#   ./run-conformance.ps1
# Every option of the conformance program can be given, as -Target or --target. All this script does is pass
# them on; the exit code is the program's: 0 conforms, 1 violations, 2 could not judge.
$mock = "dotnet run --project ""$PSScriptRoot/mock"" -- --urls http://127.0.0.1:0"
dotnet run --project "$PSScriptRoot/conformance" -- --start $mock @args
exit $LASTEXITCODE
