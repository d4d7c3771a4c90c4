using System.Diagnostics;

namespace PlanisoContract.Wiremock.Real;

/// <summary>The program of the real WireMock, from npm, which ships it.</summary>
internal static class Jar
{
    public const string Version = "3.13.2";

    /// <summary>Its file; installed once, in the temporary directory.</summary>
    /// <exception cref="RecordingException">npm is not there, or cannot.</exception>
    public static async Task<string> InstallAsync(TextWriter progress, CancellationToken stop)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"planiso-wiremock-{Version}");
        var jar = Path.Combine(directory, "node_modules", "wiremock", "build", $"wiremock-standalone-{Version}.jar");
        if (File.Exists(jar))
            return jar;
        await progress.WriteLineAsync($"Installing wiremock {Version} from npm into {directory}, once.");
        Directory.CreateDirectory(directory);
        var start = new ProcessStartInfo(Find("npm") ?? throw new RecordingException("npm is not installed: install Node.js, or name a jar with --jar."))
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["install", $"wiremock@{Version}", "--prefix", directory, "--ignore-scripts", "--no-audit", "--no-fund"])
            start.ArgumentList.Add(argument);
        using var npm = Process.Start(start)!;
        var output = npm.StandardOutput.ReadToEndAsync(stop);
        var error = npm.StandardError.ReadToEndAsync(stop);
        await npm.WaitForExitAsync(stop);
        if (npm.ExitCode != 0 || !File.Exists(jar))
            throw new RecordingException($"npm could not install wiremock {Version}: {await error}{await output}");
        return jar;
    }

    /// <summary>The file of a program, or null where it is on no path.</summary>
    public static string? Find(string program) =>
        (from directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from ending in OperatingSystem.IsWindows() ? (string[])[".exe", ".cmd"] : [""]
         let file = Path.Combine(directory, program + ending)
         where File.Exists(file)
         select file).FirstOrDefault();
}
