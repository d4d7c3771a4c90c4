using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>A record that traffic has shown.</summary>
/// <param name="model">What is known of it.</param>
internal sealed class KnownRecord(ModelRecord model)
{
    public ModelRecord Model => model;

    /// <summary>Whether the create of it was seen.</summary>
    public bool IsCreated { get; init; }

    /// <summary>The last write of it that succeeded, or null; without long bodies.</summary>
    public ObservedExchange? Write { get; private set; }

    /// <summary>The texts that the last write sent and that hardly any other record has.</summary>
    public HashSet<string> Texts { get; } = [];

    /// <summary>By field the rule that the next answer puts to the test.</summary>
    public Dictionary<string, Rule> Tested { get; } = [];

    /// <summary>Notes a write of it that succeeded.</summary>
    /// <param name="exchange">The write.</param>
    /// <param name="texts">The texts that it sent.</param>
    public void Wrote(ObservedExchange exchange, IEnumerable<string> texts)
    {
        Write = exchange.Shortened();
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
    }
}
