using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Reading;

namespace PlanisoContract.Conformance.Observation.Results;

/// <summary>What a request did wrong, whatever the server made of it: told to whoever writes the client.</summary>
/// <param name="Request">Method and path template, or the path where no operation has it.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Example">Method and path of the first such request, without keys.</param>
/// <param name="Status">What it was answered with.</param>
internal sealed record ClientFault(string Request, string Sentence, string Example, int Status)
{
    /// <summary>How often it was seen.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether some of these requests were let through.</summary>
    public bool LetThrough { get; init; }
}

/// <summary>The faults of clients, alike ones together. Not safe for parallel use.</summary>
internal sealed class ClientFaults
{
    // A client that makes up names would fill the memory.
    private const int MaxKinds = 500;

    private readonly Dictionary<(string, string), ClientFault> _faults = [];

    public ImmutableArray<ClientFault> All => [.. _faults.Values.OrderByDescending(fault => fault.LetThrough).ThenByDescending(fault => fault.Count)];

    public void Note(ObservedExchange exchange, string sentence)
    {
        var request = exchange.Operation?.ToString() ?? $"{exchange.Exchange.Method} {exchange.Path}";
        var letThrough = exchange.Answer.Succeeded;
        if (_faults.TryGetValue((request, sentence), out var known))
            _faults[(request, sentence)] = known with { Count = known.Count + 1, LetThrough = known.LetThrough || letThrough };
        else if (_faults.Count < MaxKinds)
        {
            _faults[(request, sentence)] = new ClientFault(request, sentence, $"{exchange.Exchange.Method} {exchange.Exchange.Uri.PathAndQuery}", exchange.Exchange.Status)
            {
                LetThrough = letThrough,
            };
        }
    }
}
