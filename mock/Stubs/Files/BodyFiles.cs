namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>The files that stubs answer with: those under <c>__files</c> (wiremock.org, "Specifying the response body").</summary>
/// <param name="directory">Full path; it need not exist.</param>
internal sealed class BodyFiles(string directory)
{
    /// <summary>The names of all files, with slashes, in their order.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(directory)
        ? [.. Tree.Files(directory).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A file's bytes, or why there are none.</summary>
    public async Task<BodyFile> ReadAsync(string name, CancellationToken stop)
    {
        if (InnerPath.Of(directory, name) is not { } path)
            return BodyFile.None($"Access to file {name} is not permitted: it is not under __files of the root directory.");
        if (!File.Exists(path))
            return BodyFile.None($"There is no file {name} under __files of the root directory.");
        try
        {
            return new BodyFile(await File.ReadAllBytesAsync(path, stop), "");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return BodyFile.None($"The file {name} cannot be read: {wrong.Message}");
        }
    }

    /// <summary>Writes a file whole or not at all; the reason where it cannot.</summary>
    public string? Write(string name, ReadOnlySpan<byte> bytes) => InnerPath.Of(directory, name) is { } path
        ? WholeFile.Write(path, bytes)
        : $"Access to file {name} is not permitted: it is not under __files of the root directory.";

    /// <summary>Deletes a file, if there is one; the reason where it cannot.</summary>
    public string? Delete(string name) => InnerPath.Of(directory, name) is { } path
        ? WholeFile.Delete(path)
        : $"Access to file {name} is not permitted: it is not under __files of the root directory.";
}

/// <summary>A file that was read, or not.</summary>
/// <param name="Bytes">Null where it was not.</param>
/// <param name="Why">Why it was not.</param>
internal readonly record struct BodyFile(byte[]? Bytes, string Why)
{
    public static BodyFile None(string why) => new(null, why);
}
