namespace PlanisoContract.Tests;

/// <summary>Programs beyond the .NET SDK that some tests drive.</summary>
internal static class Needs
{
    /// <summary>Set by CI, which installs them all: a test that lacks one fails there instead of being skipped.</summary>
    private const string Required = "PLANISO_TESTS_NEED_ALL";

    /// <summary>Skips the test where something is missing, and says how to get it.</summary>
    /// <param name="isThere">Whether it is there.</param>
    /// <param name="what">For example "Chromium".</param>
    /// <param name="install">A command.</param>
    public static void That(bool isThere, string what, string install)
    {
        if (isThere)
            return;
        var message = $"{what} is not here. Install it: {install}";
        if (Environment.GetEnvironmentVariable(Required) is { Length: > 0 })
            Assert.Fail(message);
        Assert.Ignore(message);
    }

    /// <summary>The full path of a program that the shell would find, or null.</summary>
    public static string? Program(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
}
