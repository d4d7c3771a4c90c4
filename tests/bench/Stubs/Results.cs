using System.Runtime.InteropServices;

namespace PlanisoContract.Bench.Stubs;

/// <summary>Where results are kept, and what they were measured on.</summary>
internal static class Results
{
    public static string Machine =>
        $"{Environment.ProcessorCount} processors ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Split(' ')[0]}";

    public static string PathOf(string file)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "PlanisoContract.sln")))
            directory = directory.Parent;
        return Path.Combine(directory?.FullName ?? throw new InvalidOperationException("Run it inside the repository."), "tests", "bench", "results", file);
    }
}
