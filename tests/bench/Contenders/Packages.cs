using System.Diagnostics;
using System.Security.Cryptography;

namespace PlanisoContract.Bench.Contenders;

/// <summary>The contenders' packages, in a temporary directory that the next run finds again.</summary>
internal static class Packages
{
    private static readonly string Source = Path.Combine(Places.Here, "Contenders", "npm");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Where they are; another lock file means another directory.</summary>
    public static string Directory { get; } = Path.Combine(Path.GetTempPath(),
        $"planiso-bench-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Source, "package-lock.json"))))[..12]}");

    /// <summary>Why they cannot be had, or null. Installs them where they are missing.</summary>
    public static async Task<string?> InstallAsync(TextWriter progress, CancellationToken stop)
    {
        var done = Path.Combine(Directory, "done");
        if (File.Exists(done))
            return null;
        if (Places.Program("npm") is not { } program)
            return "npm is not installed";
        await progress.WriteLineAsync("Installing the contenders from npm, once.");
        System.IO.Directory.CreateDirectory(Directory);
        foreach (var file in System.IO.Directory.GetFiles(Source))
            File.Copy(file, Path.Combine(Directory, Path.GetFileName(file)), overwrite: true);
        // Their install scripts build what is optional, or fetch more.
        var start = new ProcessStartInfo(program, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = new Child(start);
        var output = npm.Process.StandardOutput.ReadToEndAsync(stop);
        var error = npm.Process.StandardError.ReadToEndAsync(stop);
        try
        {
            await npm.EndAsync(Patience, stop);
        }
        catch (BenchException late)
        {
            return late.Message.TrimEnd('.');
        }
        if (npm.Process.ExitCode != 0)
            return $"npm could not install it: {string.Join(' ', (await output + await error).Split('\n').TakeLast(4)).Trim()}";
        await File.WriteAllTextAsync(done, "", stop);
        return null;
    }
}
