using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What is known of the existence of a record.</summary>
internal enum RecordLifecycle
{
    Existing,

    /// <summary>Deleted, and still to be found.</summary>
    Deactivated,

    /// <summary>Deleted for good.</summary>
    Removed,

    /// <summary>Something happened to it that the contract says nothing of, so nothing is predicted of it any more.</summary>
    Unknown,
}

/// <summary>What the model knows of one record.</summary>
/// <param name="name">As messages name it.</param>
/// <param name="resource">The resource.</param>
/// <param name="identity">As a path needs it.</param>
/// <param name="made">When the answer to its create came.</param>
internal sealed class ModelRecord(string name, Resource resource, string identity, DateTimeOffset made)
{
    private readonly Dictionary<string, PossibleValues> _values = [];
    private readonly Dictionary<string, List<JsonNode>> _sent = [];
    private readonly Dictionary<string, List<JsonNode>> _former = [];

    public Resource Resource => resource;

    public string Identity => identity;

    public DateTimeOffset Made => made;

    public RecordLifecycle State { get; set; }

    public ModelRecord? Parent { get; init; }

    /// <summary>The records that it links, by field, and what they were taken to hold when they were linked.</summary>
    public Dictionary<string, (ModelRecord Record, ImmutableDictionary<string, PossibleValues> Then)> Linked { get; } = [];

    /// <summary>What the last update sent that succeeded, or null.</summary>
    public JsonObject? LastUpdate { get; set; }

    /// <summary>The texts that it was sent and no other record holds.</summary>
    public HashSet<string> UniqueTexts { get; } = [];

    public PossibleValues this[Field field]
    {
        get => _values.GetValueOrDefault(field.Name, PossibleValues.Open);
        set => _values[field.Name] = value;
    }

    /// <summary>All that it is taken to hold.</summary>
    public ImmutableDictionary<string, PossibleValues> Snapshot() => _values.ToImmutableDictionary();

    /// <summary>Nothing is known of its values any more.</summary>
    public void Forget() => _values.Clear();

    /// <summary>Keeps of the values that were sent, and of former ones, the last few of each field.</summary>
    public void KeepLast(int count)
    {
        foreach (var list in _sent.Values.Concat(_former.Values).Where(list => list.Count > count))
            list.RemoveRange(0, list.Count - count);
    }

    /// <summary>Notes a value that was sent and accepted.</summary>
    public void NoteSent(Field field, JsonNode value) => List(_sent, field).Add(value);

    /// <summary>Notes a value that the record has no more.</summary>
    public void NoteFormer(Field field, JsonNode value) => List(_former, field).Add(value);

    /// <summary>Whether it may ever have had a value.</summary>
    public bool MayHaveHad(Session session, Field field, JsonNode value) =>
        List(_sent, field).Exists(sent => ModelEquality.Value(session, field, sent, value));

    /// <summary>What it holds, as it was sent; null where that is not known, or nothing.</summary>
    public JsonNode? Held(Session session, Field field) => this[field] is { IsSure: true } possible
        ? List(_sent, field).FindLast(sent => !FieldValue.IsUnset(sent) && possible.Allows(session, field, sent)) : null;

    /// <summary>What it held before its last change, as it was sent; null where there is nothing.</summary>
    public JsonNode? Former(Field field) => List(_former, field).LastOrDefault();

    public override string ToString() => $"{name} ({Describe.Record(resource, identity)})";

    private static List<JsonNode> List(Dictionary<string, List<JsonNode>> lists, Field field)
    {
        if (!lists.TryGetValue(field.Name, out var list))
            lists[field.Name] = list = [];
        return list;
    }
}
