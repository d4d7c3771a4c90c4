#!/usr/bin/env bash
# Packs everything, runs both examples and both tools outside this repository, with nothing but the packages: tests/Examples/consume.sh
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

for round in packages again; do
  for room in spec fixtures mock mock/Tool conformance; do
    dotnet pack "$root/$room" -c Release -o "$work/$round" -v q
  done
done
# A package notes when its files were put into it; what they are must be the same.
for round in packages again; do
  for package in "$work/$round"/*.nupkg; do
    mkdir -p "$work/inside-$round"
    unzip -q "$package" -d "$work/inside-$round/$(basename "$package")"
  done
done
diff -r "$work/inside-packages" "$work/inside-again" || { echo "Packing twice gives two packages." >&2; exit 1; }
if grep -rqa "$root" "$work/inside-packages"; then
  echo "A package holds a path of this machine." >&2
  exit 1
fi

version() { sed -nE "s/.*PackageVersion Include=\"$1\" Version=\"([^\"]+)\".*/\1/p" "$root/Directory.Packages.props"; }
mkdir "$work/consumer"
cp "$root"/tests/Examples/*.cs "$work/consumer"
cat > "$work/consumer/nuget.config" <<CONFIG
<configuration><packageSources><add key="local" value="$work/packages" /></packageSources></configuration>
CONFIG
# Packages that are there already are taken from there; ours are put where they leave with the rest.
cat > "$work/consumer/consumer.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <RestorePackagesPath>$work/restored</RestorePackagesPath>
    <RestoreFallbackFolders>${NUGET_PACKAGES:-$HOME/.nuget/packages}</RestoreFallbackFolders>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="PlanisoContract.Mock" Version="1.0.0" />
    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="$(version Microsoft.NET.Test.Sdk)" />
    <PackageReference Include="NUnit" Version="$(version NUnit)" />
    <PackageReference Include="NUnit3TestAdapter" Version="$(version NUnit3TestAdapter)" />
    <PackageReference Include="xunit" Version="$(version xunit)" />
    <PackageReference Include="xunit.runner.visualstudio" Version="$(version xunit.runner.visualstudio)" />
  </ItemGroup>
</Project>
PROJECT
cd "$work/consumer"
dotnet test

mkdir "$work/empty"
cd "$work/empty"
for tool in planiso-mock planiso-conformance; do
  dotnet tool install "$tool" --tool-path "$work/tools" --configfile "$work/consumer/nuget.config"
  dotnet tool exec "$tool" --yes --configfile "$work/consumer/nuget.config" -- --version
done
"$work/tools/planiso-conformance" --api lightening --start "$work/tools/planiso-mock --urls http://127.0.0.1:0"
[ -z "$(ls -A)" ] || { echo "The tools leave files in the directory that they are started in." >&2; exit 1; }
