namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>Names of files that people send. None of them leads out of the directory that it is meant for.</summary>
internal static class InnerPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>The file's path, or null where the name is none or leads out of the directory, be it through a link.</summary>
    /// <param name="directory">The directory's full path.</param>
    /// <param name="name">With slashes between directories.</param>
    public static string? Of(string directory, string name)
    {
        if (name.Length == 0 || name.Any(IsRefused) || name.Split('/').Any(part => part is "" or "." or ".."))
            return null;
        var path = Path.GetFullPath(Path.Combine(directory, name));
        return IsUnder(path, directory) && Real(path) is { } real && Real(directory) is { } root && IsUnder(real, root) ? path : null;
    }

    // A backslash and a colon are parts of a path on Windows; what holds one leads elsewhere there.
    private static bool IsRefused(char letter) => char.IsControl(letter) || letter is '\\' or ':';

    private static bool IsUnder(string path, string directory) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with all links followed, also where its end does not exist; null where they lead round.</summary>
    private static string? Real(string path)
    {
        var links = 0;
        var real = Path.GetPathRoot(path)!;
        var rest = new Stack<string>(Parts(path));
        while (rest.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MostLinks)
                return null;
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target)!;
            foreach (var further in Parts(target))
                rest.Push(further);
        }
        return real;
    }

    /// <summary>The last one first.</summary>
    private static IEnumerable<string> Parts(string path) => path[(Path.GetPathRoot(path)?.Length ?? 0)..]
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part != ".").Reverse();
}
