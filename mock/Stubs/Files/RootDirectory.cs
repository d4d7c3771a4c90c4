using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanisoContract.Mock.Host;

namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>
/// <c>--root-dir</c>: stubs under <c>mappings</c>, bodies under <c>__files</c> (wiremock.org, "Running as a Standalone Process").
/// Safe for parallel use.
/// </summary>
internal sealed class RootDirectory : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _changing = new();
    private readonly MappingFiles _mappings;
    private readonly string _directory;
    private MappingWatch? _watch;

    /// <exception cref="StartException">There is no such directory.</exception>
    public RootDirectory(string path, ReadStub read, TimeProvider clock)
    {
        if (!Directory.Exists(path))
            throw new StartException($"--root-dir {path}: there is no such directory.");
        var root = Path.GetFullPath(path);
        _directory = Path.Combine(root, "mappings");
        _mappings = new MappingFiles(_directory, read, clock);
        Files = new BodyFiles(Path.Combine(root, "__files"));
    }

    public BodyFiles Files { get; }

    /// <summary>Reads the files again that changed since the last time. Of a file that is wrong, what it held before stays.</summary>
    public Loaded Load()
    {
        lock (_changing)
            return _mappings.Load();
    }

    /// <summary>Calls back with what changed, a moment after files change; false where the directory cannot be watched.</summary>
    public bool Watch(TimeProvider clock, Action<Loaded> changed) =>
        (_watch ??= MappingWatch.Over(_directory, clock, () => changed(Load()))) is not null;

    /// <summary>Writes a stub to its file, a new one where it has none; the reason where it cannot.</summary>
    public string? Save(StubMapping stub)
    {
        var json = stub.ToJson();
        json["persistent"] = true;
        lock (_changing)
            return _mappings.Save(stub with { Persistent = true }, Encoding.UTF8.GetBytes(json.ToJsonString(Readable) + "\n"));
    }

    /// <summary>Deletes a stub's file, if it has one; the reason where it cannot.</summary>
    public string? Delete(Guid stub)
    {
        lock (_changing)
            return _mappings.Delete(stub);
    }

    /// <summary>Whether a stub comes from a file with several, which is never written.</summary>
    public bool IsReadOnly(Guid stub)
    {
        lock (_changing)
            return _mappings.IsReadOnly(stub);
    }

    public void Dispose() => _watch?.Dispose();
}

/// <summary>Reads a stub.</summary>
internal delegate StubMapping ReadStub(JsonPlace place, Guid otherwise);

/// <summary>What the files under <c>mappings</c> hold.</summary>
/// <param name="All">All stubs; where two take the same request, the later one is meant.</param>
/// <param name="Changed">Those of them that are new or other than the last time.</param>
/// <param name="Gone">The ids of those that are no longer there.</param>
/// <param name="Problems">What is wrong, file by file.</param>
internal sealed record Loaded(
    IReadOnlyList<StubMapping> All, IReadOnlyList<StubMapping> Changed, IReadOnlyList<Guid> Gone, IReadOnlyList<string> Problems);
