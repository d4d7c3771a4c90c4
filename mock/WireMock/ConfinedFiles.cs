using System.Text.Json;
using PlanisoContract.Mock.Admin;
using WireMock.Handlers;

namespace PlanisoContract.Mock.WireMock;

/// <summary>The files that stubs can use: those of one directory, or none.</summary>
/// <param name="root">The directory; null for none.</param>
/// <param name="guard">Looks through the mappings that are read.</param>
internal sealed class ConfinedFiles(string? root, StubGuard guard) : LocalFileSystemHandler(root ?? "")
{
    public override bool FolderExists(string path) => root is not null && base.FolderExists(Inside(path));

    public override void CreateFolder(string path) => base.CreateFolder(Inside(path));

    public override IEnumerable<string> EnumerateFiles(string path, bool includeSubdirectories) => base.EnumerateFiles(Inside(path), includeSubdirectories);

    /// <exception cref="InvalidDataException">The file asks for what is not allowed; WireMock.Net leaves it out then.</exception>
    public override string ReadMappingFile(string path)
    {
        var mappings = StrictJson.Parse(File.ReadAllBytes(Inside(path)));
        var problems = guard.Check(mappings).ToList();
        return problems.Count == 0 ? mappings?.ToJsonString() ?? "" : throw new InvalidDataException($"{path}: {string.Join(' ', problems)}");
    }

    public override void WriteMappingFile(string path, string text) => base.WriteMappingFile(Inside(path), text);

    public override byte[] ReadResponseBodyAsFile(string path) => File.ReadAllBytes(Inside(path));

    public override string ReadResponseBodyAsString(string path) => File.ReadAllText(Inside(path));

    public override bool FileExists(string filename) => root is not null && File.Exists(Inside(filename));

    public override void WriteFile(string filename, byte[] bytes) => File.WriteAllBytes(Inside(filename), bytes);

    public override void WriteFile(string folder, string filename, byte[] bytes) => File.WriteAllBytes(Inside(Path.Combine(folder, filename)), bytes);

    public override void DeleteFile(string filename) => File.Delete(Inside(filename));

    public override byte[] ReadFile(string filename) => File.ReadAllBytes(Inside(filename));

    public override string ReadFileAsString(string filename) => File.ReadAllText(Inside(filename));

    // Relative names are those of the mappings' directory, as WireMock.Net has it.
    private string Inside(string path)
    {
        if (root is null)
            throw new UnauthorizedAccessException($"{path}: stubs use no files unless --root-dir names a directory.");
        var whole = Path.GetFullPath(path, Path.GetFullPath(GetMappingFolder()));
        var target = File.Exists(whole) ? File.ResolveLinkTarget(whole, returnFinalTarget: true)?.FullName ?? whole : whole;
        var inside = Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return (whole + Path.DirectorySeparatorChar).StartsWith(inside, StringComparison.Ordinal) && (target + Path.DirectorySeparatorChar).StartsWith(inside, StringComparison.Ordinal)
            ? whole
            : throw new UnauthorizedAccessException($"{path} leads out of the directory that --root-dir names.");
    }
}
