using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Admin;

/// <summary>A base URL of its own for a silo: requests without a valid key are answered in that silo's modes.</summary>
internal static class SiloBaseUrl
{
    private const string Before = SiloEndpoints.Path + "/";
    private const string After = "/api";

    /// <summary>The path of a silo's base URL.</summary>
    public static string PathOf(Silo silo) => Before + Uri.EscapeDataString(silo.Name) + After;

    /// <summary>The silo's name and what is asked of the APIs, or null where the path is no such base URL.</summary>
    public static (string Name, RequestTarget Target)? Parse(RequestTarget target)
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
        return (Uri.UnescapeDataString(path[Before.Length..end]), new RequestTarget(rest.Length == 0 ? "/" : rest, target.Query));
    }
}
