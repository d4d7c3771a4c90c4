using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlanisoContract.Mock.Host;

namespace PlanisoContract.Mock.Stubs.Files;

/// <summary>The files under <c>mappings</c>: each holds one stub, or several as <c>{ "mappings": […] }</c>.</summary>
internal sealed class MappingFiles(string directory, ReadStub readStub, TimeProvider clock)
{
    private readonly SortedDictionary<string, MappingFile> _files = new(StringComparer.Ordinal);

    public Loaded Load()
    {
        var problems = new List<string>();
        var before = _files.Values.SelectMany(file => file.Stubs).ToHashSet();
        var names = Directory.Exists(directory)
            ? Tree.Files(directory).Where(name => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList()
            : [];
        var read = names.Select(name => (name, file: Read(name, problems))).ToList();
        _files.Clear();
        foreach (var (name, file) in read)
        {
            if (file is not null && IsAlone(name, file, problems))
                _files[name] = file;
        }
        var all = _files.Values.SelectMany(file => file.Stubs).ToList();
        var ids = all.Select(stub => stub.Id).ToHashSet();
        return new Loaded(all, [.. all.Where(stub => !before.Contains(stub))],
            [.. before.Select(stub => stub.Id).Where(id => !ids.Contains(id))], problems);
    }

    public string? Save(StubMapping stub, byte[] bytes)
    {
        if (IsReadOnly(stub.Id))
            return "Stubs loaded from multi-mapping files are read-only, and therefore cannot be saved.";
        var name = Of(stub.Id) ?? MappingName.Of(stub);
        if (WholeFile.Write(Path.Combine(directory, name), bytes) is { } reason)
            return reason;
        _files[name] = new MappingFile(bytes, [stub], IsMany: false);
        return null;
    }

    public string? Delete(Guid stub)
    {
        if (IsReadOnly(stub))
            return "Stubs loaded from multi-mapping files are read-only, and therefore cannot be removed.";
        if (Of(stub) is not { } name)
            return null;
        if (WholeFile.Delete(Path.Combine(directory, name)) is { } reason)
            return reason;
        _files.Remove(name);
        return null;
    }

    public bool IsReadOnly(Guid stub) => Of(stub) is { } name && _files[name].IsMany;

    private string? Of(Guid id) => _files.FirstOrDefault(file => file.Value.Stubs.Any(stub => stub.Id == id)).Key;

    private MappingFile? Read(string name, List<string> problems)
    {
        var known = _files.GetValueOrDefault(name);
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(directory, name));
            if (known is not null && bytes.AsSpan().SequenceEqual(known.Bytes))
                return known;
            var wrong = new Problems(clock);
            var file = Read(name, bytes, wrong);
            if (!wrong.Any)
                return file;
            problems.AddRange(wrong.Found.Select(problem => $"mappings/{name}: {problem.Pointer} {problem.Detail}".Replace(":  ", ": ", StringComparison.Ordinal)));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add($"mappings/{name} cannot be read: {wrong.Message}");
        }
        catch (JsonException wrong)
        {
            problems.Add($"mappings/{name} is no JSON: {wrong.Message}");
        }
        return known;
    }

    private bool IsAlone(string name, MappingFile file, List<string> problems)
    {
        var twice = file.Stubs.GroupBy(stub => stub.Id).Where(same => same.Count() > 1).Select(same => $"The id {same.Key} is given twice.")
            .Concat(file.Stubs.Where(stub => Of(stub.Id) is not null).Select(stub => $"The id {stub.Id} is also in mappings/{Of(stub.Id)}.")).ToList();
        problems.AddRange(twice.Select(problem => $"mappings/{name}: {problem}"));
        return twice.Count == 0;
    }

    private MappingFile Read(string name, byte[] bytes, Problems wrong)
    {
        var place = new JsonPlace(StrictJson.Parse(bytes), "", wrong);
        if (place.Member("mappings") is not { } many)
            return new MappingFile(bytes, [readStub(place, Identity(name, 0))], IsMany: false);
        _ = place.Member("meta");
        place.NoOthers();
        return new MappingFile(bytes, [.. many.Items().Select((item, index) => readStub(item, Identity(name, index)))], IsMany: true);
    }

    /// <summary>The id of a stub that names none: the same as long as its file has the name.</summary>
    private static Guid Identity(string name, int index) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}#{index}")).AsSpan(0, 16));

    /// <summary>A file, as it was read.</summary>
    private sealed record MappingFile(byte[] Bytes, IReadOnlyList<StubMapping> Stubs, bool IsMany);
}
