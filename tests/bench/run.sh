#!/bin/sh
# Measures: contenders, growth, start, soak or all; --help says more.
exec dotnet run -c Release --project "$(dirname "$0")" -- "$@"
