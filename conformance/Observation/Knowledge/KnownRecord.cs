using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>A record that traffic has shown.</summary>
/// <param name="model">What is known of it.</param>
internal sealed class KnownRecord(ModelRecord model)
{
    public ModelRecord Model => model;

    /// <summary>The time in which it was created; null where that was not seen.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Created { get; init; }

    /// <summary>Whether it was created, and nothing else that may have changed it has happened since.</summary>
    public bool IsNew { get; set; }

    /// <summary>The last write of it that succeeded, or null; without long bodies.</summary>
    public ObservedExchange? Write { get; private set; }

    /// <summary>The texts that the last write sent and that hardly any other record has.</summary>
    public HashSet<string> Texts { get; } = [];

    /// <summary>By field the rule that the next answer puts to the test.</summary>
    public Dictionary<string, Rule> Tested { get; } = [];

    /// <summary>What the last write sent, by field: an answer that shows it shows that the rule is kept.</summary>
    public Dictionary<string, (Rule Rule, JsonNode Value)> Sent { get; } = [];

    /// <summary>The members that JSON showed since the last write, by kind of operation.</summary>
    public Dictionary<OperationKind, HashSet<string>> Names { get; } = [];

    /// <summary>The time of the last update as an answer showed it, and when; null where none did.</summary>
    public (JsonNode Value, DateTimeOffset Seen)? Stamp { get; set; }

    /// <summary>Whether an update since then must have moved it.</summary>
    public bool IsStampTested { get; set; }

    /// <summary>Notes a write of it that succeeded.</summary>
    /// <param name="exchange">The write.</param>
    /// <param name="texts">The texts that it sent.</param>
    public void Wrote(ObservedExchange exchange, IEnumerable<string> texts)
    {
        Write = exchange.Shortened();
        IsNew = exchange.Operation!.Kind == OperationKind.Create;
        Names.Clear();
        Texts.Clear();
        Texts.UnionWith(texts);
        model.UniqueTexts.Clear();
    }

    /// <summary>The last write, and the exchange that does not fit it.</summary>
    public ImmutableArray<ObservedExchange> EvidenceWith(ObservedExchange exchange) => Write is { } write && !write.IsOf(exchange) ? [write, exchange] : [exchange];

    /// <summary>Whatever the last write was, nothing is known of the record until an answer shows it.</summary>
    public void Doubt()
    {
        model.Forget();
        model.State = RecordLifecycle.Unknown;
        Tested.Clear();
        Sent.Clear();
        Names.Clear();
        (Stamp, IsStampTested, IsNew) = (null, false, false);
    }
}
