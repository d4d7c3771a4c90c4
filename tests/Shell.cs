using System.ComponentModel;
using System.Diagnostics;

namespace PlanisoContract.Tests;

/// <summary>Runs a script in bash, as a CI system does.</summary>
internal static class Shell
{
    /// <summary>Whether there is bash; without it nothing of a CI file can be tried.</summary>
    public static bool Exists()
    {
        try
        {
            using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", "exit 0"]));
            bash!.WaitForExit();
            return bash.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <param name="script">Its lines.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="variables">Beside those of this process, of which none is the suite's or GitHub's.</param>
    public static async Task<Program.Outcome> RunAsync(string script, string directory, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PLANISO_", StringComparison.Ordinal) || name.StartsWith("GITHUB_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Program.Outcome(process.ExitCode, await output, await error);
    }
}
