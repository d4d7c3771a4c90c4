using System.Text;
using System.Text.Json;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Data as somebody gave it: a file, or the body of a request, in JSON or YAML.</summary>
internal sealed class DataDocument
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private readonly byte[] _text;
    private readonly bool _isYaml;
    private readonly string _root;

    private DataDocument(string source, JsonElement root, string pointer = "", byte[]? text = null, bool isYaml = false) =>
        (Source, Root, _root, _text, _isYaml) = (source, root, pointer, text ?? [], isYaml);

    /// <summary>The file; empty for the body of a request.</summary>
    public string Source { get; }

    public JsonElement Root { get; }

    /// <summary>Reads a text; YAML where its name or its first character does not say JSON.</summary>
    /// <exception cref="JsonException">It is neither; the message says where.</exception>
    public static DataDocument Parse(string source, byte[] text, bool? isYaml = null)
    {
        var yaml = isYaml ?? Path.GetExtension(source).ToUpperInvariant() switch
        {
            ".JSON" => false,
            ".YAML" or ".YML" => true,
            _ => text.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..],
        };
        var bytes = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        var json = yaml ? YamlText.ToJson(Encoding.UTF8.GetString(bytes)) : bytes;
        return new DataDocument(source, JsonDocument.Parse(json, Options).RootElement, "", bytes, yaml);
    }

    /// <summary>Why a text could not be read, without the position that .NET adds.</summary>
    public static string Reason(JsonException wrong)
    {
        var end = wrong.Message.IndexOf(" Path:", StringComparison.Ordinal) is >= 0 and var path ? path : wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? wrong.Message : wrong.Message[..end];
    }

    /// <summary>A part of a request's body.</summary>
    /// <param name="root">The data.</param>
    /// <param name="pointer">Where it stands in the body.</param>
    public static DataDocument Of(JsonElement root, string pointer) => new("", root, pointer);

    /// <summary>Problems with the lines where they stand, if it is a file.</summary>
    public IEnumerable<DataProblem> Located(IReadOnlyCollection<(string Pointer, string Detail)> problems)
    {
        var lines = Source.Length == 0 || problems.Count == 0 ? (_ => 0) : Lines(problems);
        return problems.Select(problem => new DataProblem(Source, lines(problem.Pointer), _root + problem.Pointer, problem.Detail));
    }

    private Func<string, int> Lines(IEnumerable<(string Pointer, string Detail)> problems)
    {
        if (_isYaml)
            return new DocumentLines(Encoding.UTF8.GetString(_text)).Of;
        var known = JsonLines.Of(_text, [.. problems.Select(problem => problem.Pointer)]);
        return pointer => known.GetValueOrDefault(pointer, 1);
    }
}

/// <summary>The lines of a JSON text where values stand.</summary>
internal static class JsonLines
{
    /// <summary>The lines, from 1, of what the pointers lead to. One that leads nowhere is missing.</summary>
    public static Dictionary<string, int> Of(ReadOnlySpan<byte> text, HashSet<string> pointers)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var found = new Dictionary<string, int>();
        var open = new Stack<(string Pointer, int Index)>();
        var (next, line, counted) = ("", 1, 0);
        while (found.Count < pointers.Count && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                open.Pop();
                next = Following(open);
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
                next = Pointer.Down(open.Peek().Pointer, reader.GetString()!);
            if (pointers.Contains(next) && !found.ContainsKey(next))
            {
                var start = (int)reader.TokenStartIndex;
                line += text[counted..start].Count((byte)'\n');
                counted = start;
                found[next] = line;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
                continue;
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                open.Push((next, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                next = reader.TokenType == JsonTokenType.StartArray ? Pointer.Down(next, "0") : next;
            }
            else
                next = Following(open);
        }
        return found;
    }

    // Of the next element, where a list is open.
    private static string Following(Stack<(string Pointer, int Index)> open)
    {
        if (!open.TryPop(out var around))
            return "";
        if (around.Index >= 0)
            around.Index++;
        open.Push(around);
        return around.Index >= 0 ? Pointer.Down(around.Pointer, around.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)) : around.Pointer;
    }
}
