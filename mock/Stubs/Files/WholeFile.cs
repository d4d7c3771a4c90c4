namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>Files that are there whole or not at all, whoever looks at them meanwhile.</summary>
internal static class WholeFile
{
    /// <summary>The reason where it cannot be written.</summary>
    public static string? Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (Directory.Exists(path))
            return $"{Path.GetFileName(path)} is a directory.";
        // Hidden, so that nobody takes it for a file of the directory, and of its own, so that two writers do not meet.
        var beside = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(beside, bytes);
            File.Move(beside, path, overwrite: true);
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Delete(beside);
            return $"{Path.GetFileName(path)} cannot be written: {wrong.Message}";
        }
    }

    /// <summary>The reason where it cannot be deleted; none where it does not exist.</summary>
    public static string? Delete(string path)
    {
        try
        {
            if (File.Exists(path))
                File.Delete(path);
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return $"{Path.GetFileName(path)} cannot be deleted: {wrong.Message}";
        }
    }
}
