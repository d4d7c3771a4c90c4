using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>The members and JSON types that bodies were seen to have, as a tree: what is noted of a thousand answers takes no more room than of one.</summary>
/// <remarks>Not safe for parallel use.</remarks>
internal sealed class JsonOutline
{
    /// <summary>In place of a type: some of the objects had no such member.</summary>
    public const string Absent = "absent";

    // No contract goes that deep or that wide, and a hostile body could.
    private const int Deepest = 12;
    private const int Widest = 500;

    // Of a longer list the ends are looked at, and a stretch in between that is another one in each answer.
    private const int Short = 24;
    private const int End = 3;
    private const int Stretch = 10;

    private readonly SortedDictionary<string, JsonOutline> _members = new(StringComparer.Ordinal);
    private JsonOutline? _elements;
    private JsonTypes _types;
    private int _values;
    private int _objects;
    private long _lastAnswer;

    /// <summary>In how many answers it was seen.</summary>
    public int Answers { get; private set; }

    /// <summary>Whether it is the record, or the list of records, that the answer is about.</summary>
    public bool HoldsRecords { get; private set; }

    public IReadOnlyDictionary<string, JsonOutline> Members => _members;

    /// <summary>The elements of its lists, or null where none was seen.</summary>
    public JsonOutline? Elements => _elements;

    /// <summary>Notes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="data">The part of the body that holds the records.</param>
    /// <param name="answer">A number that no other answer has, from 1.</param>
    public void Note(JsonNode? value, JsonNode? data, long answer) => Note(value, data, answer, 0);

    /// <summary>Its types in alphabetical order; of a member also whether some objects lacked it.</summary>
    /// <param name="within">The object that it is a member of, or null.</param>
    public IEnumerable<string> Types(JsonOutline? within)
    {
        IEnumerable<string> types = Enum.GetValues<JsonTypes>().Where(type => (_types & type) != 0).Select(type => type.ToString().ToLowerInvariant());
        return (within is not null && _values < within._objects ? types.Append(Absent) : types).Order(StringComparer.Ordinal);
    }

    /// <summary>Everything in it with its path: a dot before a member, brackets for elements.</summary>
    public IEnumerable<(string Path, JsonOutline JsonOutline, JsonOutline? Within)> All(string path = "")
    {
        foreach (var (name, member) in _members)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            yield return (at, member, this);
            foreach (var inner in member.All(at))
                yield return inner;
        }
        if (_elements is null)
            yield break;
        yield return ($"{path}[]", _elements, null);
        foreach (var inner in _elements.All($"{path}[]"))
            yield return inner;
    }

    private void Note(JsonNode? value, JsonNode? data, long answer, int depth)
    {
        _values++;
        _types |= TypeOf(value);
        if (_lastAnswer != answer)
            Answers++;
        _lastAnswer = answer;
        HoldsRecords |= value is not null && ReferenceEquals(value, data);
        if (depth == Deepest)
            return;
        if (value is JsonObject members)
        {
            _objects++;
            foreach (var (name, inner) in members)
                Member(name)?.Note(inner, data, answer, depth + 1);
        }
        else if (value is JsonArray { Count: > 0 } list)
        {
            _elements ??= new JsonOutline();
            foreach (var index in Looked(list.Count, Answers))
                _elements.Note(list[index], data, answer, depth + 1);
        }
    }

    private JsonOutline? Member(string name)
    {
        if (!_members.TryGetValue(name, out var member) && _members.Count < Widest)
            _members[name] = member = new JsonOutline();
        return member;
    }

    // All of the first list: what only one record in a thousand shows is seen once.
    private static IEnumerable<int> Looked(int count, int answers)
    {
        if (count <= Short || answers == 1)
            return Enumerable.Range(0, count);
        var first = End + (long)answers * Stretch % (count - 2 * End);
        return Enumerable.Range(0, End)
            .Concat(Enumerable.Range((int)first, (int)Math.Min(Stretch, count - End - first)))
            .Concat(Enumerable.Range(count - End, End));
    }

    private static JsonTypes TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => JsonTypes.Object,
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Number => JsonTypes.Number,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        _ => JsonTypes.Null,
    };
}

/// <summary>The types that JSON has.</summary>
[Flags]
internal enum JsonTypes
{
    Null = 1,
    Boolean = 2,
    Number = 4,
    String = 8,
    Array = 16,
    Object = 32,
}
