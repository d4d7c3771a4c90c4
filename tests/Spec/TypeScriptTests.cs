using System.Diagnostics;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

/// <summary>The contracts give types that serve in TypeScript, made by the tool that frontend developers use.</summary>
public sealed class TypeScriptTests
{
    private static readonly string Tools = Repository.PathTo("tests", "Spec", "TypeScript");

    [Test]
    public async Task The_types_of_each_contract_compile_under_strict_and_say_what_is_required()
    {
        var node = Needs.Program("node");
        Needs.That(node is not null, "Node.js", "apt-get install nodejs npm");
        Needs.That(Directory.Exists(Path.Combine(Tools, "node_modules")), "openapi-typescript", "npm install --no-package-lock --prefix tests/Spec/TypeScript");
        var work = Directory.CreateTempSubdirectory("types");
        try
        {
            foreach (var api in Contracts.Names)
            {
                await RunAsync(node!, "openapi-typescript/bin/cli.js", Repository.PathTo("spec", $"{api}.openapi.yaml"), "-o", Path.Combine(work.FullName, $"{api}.ts"));
                (await File.ReadAllTextAsync(Path.Combine(work.FullName, $"{api}.ts"))).ShouldNotContain("& unknown");
            }
            File.Copy(Path.Combine(Tools, "sample.ts"), Path.Combine(work.FullName, "sample.ts"));
            await RunAsync(node!, "typescript/bin/tsc", "--strict", "--noEmit", Path.Combine(work.FullName, "sample.ts"));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string node, string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(node, [Path.Combine(Tools, "node_modules", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, string.Concat(output));
    }
}
