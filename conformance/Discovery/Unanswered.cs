using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>Operations that gave a check no answer, twice, while the target was there.</summary>
internal sealed class Unanswered
{
    private readonly ConcurrentDictionary<string, (Operation Operation, Exchange Exchange, string Reason)> _seen = [];

    /// <summary>Each operation with what was sent to it first, and what came instead of an answer.</summary>
    public ImmutableArray<(Operation Operation, Exchange Exchange, string Reason)> All => [.. _seen.Values];

    public void Note(Operation operation, Exchange exchange, string reason) => _seen.TryAdd(operation.Id, (operation, exchange, reason));
}
