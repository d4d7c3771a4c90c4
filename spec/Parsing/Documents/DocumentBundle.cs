using System.Globalization;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Reads a document together with the files of its directory that it refers to.</summary>
/// <param name="path">Full path of the document.</param>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="reads">Takes the full path of every file before it is read, be it there or not; null where nobody asks.</param>
internal sealed class DocumentBundle(string path, List<Problem> problems, Action<string>? reads)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly string _directory = Path.GetDirectoryName(path)!;
    private readonly Dictionary<string, ContractDocument?> _files = [];
    private readonly List<IncludedPart> _included = [];

    /// <summary>The whole document; null where a file cannot be read.</summary>
    public ContractDocument? Read()
    {
        if (Load(path) is not { } document)
            return null;
        Include(document.Root, "", document, "", []);
        return document with { Included = _included };
    }

    /// <param name="node">What is looked through; references to other files in it are replaced.</param>
    /// <param name="at">Where it stands in the whole.</param>
    /// <param name="within">The file that it comes from.</param>
    /// <param name="pointer">Where it stands there.</param>
    /// <param name="open">The references that lead here.</param>
    private void Include(JsonNode? node, string at, ContractDocument within, string pointer, IReadOnlyList<string> open)
    {
        foreach (var (name, value) in Children(node))
        {
            if (Other(value, at, name, within, pointer, open) is not { } part)
                Include(value, Pointer.Down(at, name), within, Pointer.Down(pointer, name), open);
            else if (node is JsonArray elements)
                elements[int.Parse(name, CultureInfo.InvariantCulture)] = part;
            else
                node![name] = part;
        }
    }

    // A copy: what is replaced must not disturb the loop.
    private static List<(string Name, JsonNode? Value)> Children(JsonNode? node) => node switch
    {
        JsonObject members => [.. members.Select(member => (member.Key, member.Value))],
        JsonArray elements => [.. elements.Select((element, index) => (index.ToString(CultureInfo.InvariantCulture), element))],
        _ => [],
    };

    // The part that a member refers to, if that stands in another file: of the main document its own references stay.
    private JsonNode? Other(JsonNode? value, string at, string name, ContractDocument within, string pointer, IReadOnlyList<string> open)
    {
        if (value is not JsonObject reference || DocumentNode.Text(reference, "$ref") is not { } target
            || (target.StartsWith('#') && within.File == Path.GetFileName(path)))
            return null;
        at = Pointer.Down(at, name);
        var hash = target.IndexOf('#', StringComparison.Ordinal);
        var file = hash == 0 ? Path.Combine(_directory, within.File) : Path.GetFullPath(Path.Combine(_directory, Path.GetDirectoryName(within.File)!, hash < 0 ? target : target[..hash]));
        var inside = hash < 0 ? "" : target[(hash + 1)..];
        // What refers back to the main document stays a reference, by which named schemas are known.
        if (file == path && inside.Length > 0)
            return new JsonObject { ["$ref"] = "#" + inside };
        var key = $"{file}#{inside}";
        if (target.Contains("://", StringComparison.Ordinal) || !file.StartsWith(_directory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Wrong(within, Pointer.Down(pointer, name), "a $ref into this document or to a file of its directory", target);
        if (open.Contains(key))
            return Wrong(within, Pointer.Down(pointer, name), "a $ref between files that does not lead back to itself", target, "Put what refers to itself below components of the main file, or bundle the files with another tool first.");
        if (Load(file) is not { } other)
            return Wrong(within, Pointer.Down(pointer, name), "a $ref to a file that can be read", target);
        if (Pointer.Find(other.Root, inside) is not { } found)
            return Wrong(within, Pointer.Down(pointer, name), $"a $ref to something in {other.File}", target);
        var part = found.DeepClone();
        _included.Add(new IncludedPart(at, other, inside));
        Include(part, at, other, inside, [.. open, key]);
        return part;
    }

    private JsonNode? Wrong(ContractDocument within, string pointer, string expected, string actual, string? hint = null)
    {
        problems.Add(within.Locate(new Problem(within.File, pointer, expected, actual, hint)));
        return null;
    }

    private ContractDocument? Load(string file)
    {
        if (_files.TryGetValue(file, out var document))
            return document;
        reads?.Invoke(file);
        return _files[file] = LoadOnce(file);
    }

    private ContractDocument? LoadOnce(string file)
    {
        var name = Path.GetRelativePath(_directory, file);
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
                throw new IOException($"It has more than {MaxBytes / 1024 / 1024} MiB.");
            var text = File.ReadAllText(file);
            return new ContractDocument(name, text, ContractReader.Parse(name, text));
        }
        catch (InvalidContractException wrong)
        {
            problems.AddRange(wrong.Problems);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(name, "", "a file that can be read", wrong.Message));
        }
        return null;
    }
}
