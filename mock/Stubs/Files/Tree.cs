namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>All files below a directory; hidden ones and those that a link leads out to are not among them.</summary>
internal static class Tree
{
    /// <summary>Deeper ones are a link that leads round.</summary>
    private const int Deepest = 32;

    /// <summary>Their names below the directory, with slashes.</summary>
    public static IEnumerable<string> Files(string directory) => Files(directory, "", 0);

    private static IEnumerable<string> Files(string root, string below, int depth)
    {
        foreach (var entry in new DirectoryInfo(Path.Combine(root, below)).EnumerateFileSystemInfos())
        {
            var name = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
            if (entry.Name.StartsWith('.') || InnerPath.Of(root, name) is not { } path)
                continue;
            if (File.Exists(path))
            {
                yield return name;
            }
            else if (Directory.Exists(path) && depth < Deepest)
            {
                foreach (var further in Files(root, name, depth + 1))
                    yield return further;
            }
        }
    }
}
