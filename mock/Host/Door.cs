using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Host;

/// <summary>A base URL of its own for a silo: requests without a valid key are governed by that silo's modes.</summary>
internal static class Door
{
    private const string Before = "/__admin/silos/";
    private const string After = "/door";

    /// <summary>The base URL's path for a silo.</summary>
    public static string PathOf(Silo silo) => Before + Uri.EscapeDataString(silo.Name) + After;

    /// <summary>The silo's name and what is asked for behind its door, or null where the path is no door.</summary>
    public static (string Name, Target Target)? Enter(Target target)
    {
        var path = target.Path;
        if (!path.StartsWith(Before, StringComparison.Ordinal))
            return null;
        var end = path.IndexOf('/', Before.Length);
        if (end < 0 || !path.AsSpan(end).StartsWith(After, StringComparison.Ordinal))
            return null;
        var rest = path[(end + After.Length)..];
        if (rest.Length > 0 && rest[0] != '/')
            return null;
        return (Uri.UnescapeDataString(path[Before.Length..end]), new Target(rest.Length == 0 ? "/" : rest, target.Query));
    }
}
