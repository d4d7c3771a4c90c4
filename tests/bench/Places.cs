using System.Runtime.CompilerServices;

namespace PlanisoContract.Bench;

/// <summary>Where things are in this repository, found from where this file was compiled.</summary>
internal static class Places
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>Whether all was built as it is shipped.</summary>
    public static bool AreShipped { get; } = Configuration == "Release";

    public static string Here { get; } = Path.GetDirectoryName(Source())!;

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here, "..", ".."));

    public static string Results { get; } = Path.Combine(Here, "results");

    /// <summary>The mock as it was built with this program, in the same configuration.</summary>
    public static string Mock { get; } = Built("mock", "PlanisoContract.Mock.dll");

    public static string Conformance { get; } = Built("conformance", "PlanisoContract.Conformance.dll");

    /// <summary>Kestrel with fixed bytes.</summary>
    public static string Bare { get; } = Built(Path.Combine("tests", "bench", "Bare"), "PlanisoContract.Bare.dll");

    /// <summary>The file of a program on the path, or null.</summary>
    public static string? Program(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    private static string Built(string project, string file) => Path.Combine(Root, project, "bin", Configuration, "net10.0", file);

    private static string Source([CallerFilePath] string path = "") => path;
}
