using System.Diagnostics;
using System.Security.Cryptography;
using PlanisoContract.Wiremock.Cases;
using PlanisoContract.Wiremock.Real;

namespace PlanisoContract.Tests.Wiremock;

/// <summary>Clients that were written for WireMock, from npm, see in the mock what they see in the real one.</summary>
public sealed class ClientTests
{
    private static readonly string Source = Path.Combine(Files.Directory, "client");

    [Test, CancelAfter(120_000)]
    public async Task They_see_what_they_see_in_the_real_one(CancellationToken stop)
    {
        if (Jar.Find("node") is not { } node || Jar.Find("npm") is not { } npm)
        {
            Assert.Ignore("Node.js and npm are not installed.");
            return;
        }
        var clients = await InstallAsync(npm, stop);
        await using var mock = await ReplayMock.StartAsync(globalTemplating: false);
        var driven = await RunAsync(node, Source, ["drive.cjs", mock.Url.ToString().TrimEnd('/')], clients, stop);
        driven.Output.ShouldBe(Repository.Read("tests", "Wiremock", "client", "output.txt"), driven.Error);
    }

    /// <summary>The clients' packages, installed in the temporary directory once for each state of the lock file.</summary>
    private static async Task<string> InstallAsync(string npm, CancellationToken stop)
    {
        var locked = await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), stop);
        var installed = Path.Combine(Path.GetTempPath(), $"planiso-wiremock-clients-{Convert.ToHexStringLower(SHA256.HashData(locked))[..16]}");
        if (Directory.Exists(installed))
            return Path.Combine(installed, "node_modules");
        var directory = Directory.CreateTempSubdirectory("clients").FullName;
        foreach (var name in (string[])["package.json", "package-lock.json"])
            File.Copy(Path.Combine(Source, name), Path.Combine(directory, name));
        var done = await RunAsync(npm, directory, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "", stop);
        // Who works without a network is not stopped by it; CI is.
        if (done.Code != 0 && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Ignore($"npm could not install the clients: {done.Output}{done.Error}");
        done.Code.ShouldBe(0, done.Error);
        try
        {
            // In one step: another run may be about the same.
            Directory.Move(directory, installed);
        }
        catch (IOException) when (Directory.Exists(installed))
        {
            Directory.Delete(directory, recursive: true);
        }
        return Path.Combine(installed, "node_modules");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(
        string program, string directory, string[] arguments, string modules, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = modules },
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var error = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
