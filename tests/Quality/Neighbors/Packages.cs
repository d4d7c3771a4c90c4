using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace PlanisoContract.Quality.Neighbors;

/// <summary>The neighbors' packages: which versions are asked for, and their installation beside them.</summary>
internal static class Packages
{
    /// <summary>Where <c>package.json</c> and the harnesses are.</summary>
    public static string Directory { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "npm");

    /// <summary>The version that is asked for.</summary>
    public static string VersionOf(Neighbor neighbor) =>
        Read(Path.Combine(Directory, "package.json"))["dependencies"]![neighbor.Name]!.ToString();

    /// <summary>The first of the programs that is on no path, or null.</summary>
    /// <param name="neighbor">Whose programs.</param>
    /// <param name="path">The variable PATH.</param>
    public static string? Missing(Neighbor neighbor, string? path) => neighbor.Needs.FirstOrDefault(program => Find(program, path) is null);

    /// <summary>Installs what is not there in the version that is asked for.</summary>
    /// <exception cref="MeasureException">npm could not.</exception>
    public static async Task InstallAsync(ProgressLines progress, CancellationToken stop)
    {
        if (Neighbor.All.All(IsInstalled))
            return;
        progress.Say("Installing the neighbors from npm, once.");
        var start = new ProcessStartInfo(Find("npm", Environment.GetEnvironmentVariable("PATH"))!)
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Their install scripts build what is optional, or fetch more.
        foreach (var argument in (string[])["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            start.ArgumentList.Add(argument);
        using var npm = new Child(start);
        var output = npm.Process.StandardOutput.ReadToEndAsync(stop);
        var error = npm.Process.StandardError.ReadToEndAsync(stop);
        await npm.Process.WaitForExitAsync(stop);
        if (npm.Process.ExitCode != 0)
            throw new MeasureException($"npm could not install the neighbors: {LastLines(await error + await output)}");
    }

    /// <summary>The file of a program, or null where it is on no path.</summary>
    public static string? Find(string program, string? path) =>
        (from directory in (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from ending in OperatingSystem.IsWindows() ? (string[])[".exe", ".cmd"] : [""]
         let file = Path.Combine(directory, program + ending)
         where File.Exists(file)
         select file).FirstOrDefault();

    private static bool IsInstalled(Neighbor neighbor)
    {
        var manifest = Path.Combine(Directory, "node_modules", neighbor.Name, "package.json");
        return File.Exists(manifest) && Read(manifest)["version"]?.ToString() == VersionOf(neighbor);
    }

    private static JsonObject Read(string file) => (JsonObject)JsonNode.Parse(File.ReadAllText(file))!;

    private static string LastLines(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(4));

    private static string Here([CallerFilePath] string path = "") => path;
}
