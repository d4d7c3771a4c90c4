using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>What became of a record.</summary>
internal enum Life
{
    Live,

    /// <summary>Deleted, and still to be found.</summary>
    Deleted,

    /// <summary>Deleted for good.</summary>
    Gone,

    /// <summary>Something happened to it that nothing is declared of: nothing is predicted of it any more.</summary>
    Lost,
}

/// <summary>A record that a walk made, as the model knows it.</summary>
internal sealed class Remembered(Symbol symbol, Resource resource, string identity, int order, DateTimeOffset made)
{
    private readonly Dictionary<string, Belief> _beliefs = [];
    private readonly Dictionary<string, List<JsonNode>> _sent = [];
    private readonly Dictionary<string, List<JsonNode>> _former = [];

    public Symbol Symbol => symbol;

    public Resource Resource => resource;

    /// <summary>As a path needs it.</summary>
    public string Identity => identity;

    /// <summary>The how-manieth record of the walk it is.</summary>
    public int Order => order;

    /// <summary>When the answer to its create came.</summary>
    public DateTimeOffset Made => made;

    public Life Life { get; set; }

    public Remembered? Parent { get; init; }

    /// <summary>The records that it links, by field, and what they were taken to hold when they were linked.</summary>
    public Dictionary<string, (Remembered Record, ImmutableDictionary<string, Belief> Then)> Linked { get; } = [];

    /// <summary>What the last update sent that succeeded, or null.</summary>
    public JsonObject? LastUpdate { get; set; }

    /// <summary>What it was sent that nobody else would store.</summary>
    public HashSet<string> Tags { get; } = [];

    public Belief this[Field field]
    {
        get => _beliefs.GetValueOrDefault(field.Name, Belief.Open);
        set => _beliefs[field.Name] = value;
    }

    /// <summary>All that it is taken to hold.</summary>
    public ImmutableDictionary<string, Belief> Snapshot() => _beliefs.ToImmutableDictionary();

    /// <summary>Nothing is known of its values any more.</summary>
    public void Forget() => _beliefs.Clear();

    /// <summary>Notes a value that was sent and taken.</summary>
    public void NoteSent(Field field, JsonNode value) => List(_sent, field).Add(value);

    /// <summary>Notes a value that the record has no more.</summary>
    public void NoteFormer(Field field, JsonNode value) => List(_former, field).Add(value);

    /// <summary>Whether it may ever have had a value.</summary>
    public bool MayHaveHad(Session session, Field field, JsonNode value) =>
        List(_sent, field).Exists(sent => Alike.Value(session, field, sent, value));

    /// <summary>What it holds, as it was sent; null where that is not known, or nothing.</summary>
    public JsonNode? Held(Session session, Field field) => this[field] is { IsSure: true } belief
        ? List(_sent, field).FindLast(sent => !FieldValue.IsUnset(sent) && belief.Allows(session, field, sent)) : null;

    /// <summary>What it gave up last, as it was sent; null where there is nothing.</summary>
    public JsonNode? Former(Field field) => List(_former, field).LastOrDefault();

    public override string ToString() => $"{symbol} ({Describe.Record(resource, identity)})";

    private static List<JsonNode> List(Dictionary<string, List<JsonNode>> lists, Field field)
    {
        if (!lists.TryGetValue(field.Name, out var list))
            lists[field.Name] = list = [];
        return list;
    }
}
