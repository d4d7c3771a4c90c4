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

    /// <summary>The last write of it that succeeded, or null.</summary>
    public ObservedExchange? Write { get; set; }

    /// <summary>By field the rule that the next answer puts to the test.</summary>
    public Dictionary<string, Rule> Tested { get; } = [];

    /// <summary>The last write, and the exchange that does not fit it.</summary>
    public ImmutableArray<ObservedExchange> EvidenceWith(ObservedExchange exchange) => Write is { } write && write != exchange ? [write, exchange] : [exchange];

    /// <summary>Whatever the last write was, nothing is known of the record until an answer shows it.</summary>
    public void Doubt()
    {
        model.Forget();
        model.State = RecordLifecycle.Unknown;
        Tested.Clear();
    }
}
