using PlanisoContract.Mock.CommandLine;

namespace PlanisoContract.Mock;

/// <summary>Not made of top-level statements: those would offer their class to everyone who uses the package.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => MockProgram.RunAsync(args);
}
