using System.Collections.Immutable;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>Which operation of the contract a request is.</summary>
/// <param name="contract">The contract.</param>
/// <param name="prefix">What stands before the paths of the contract, without a slash at its end.</param>
internal sealed class OperationMatcher(Contract contract, string prefix)
{
    public string Prefix => prefix;

    /// <summary>The path below the prefix; null where the request is for something else.</summary>
    public string? PathOf(Uri uri) =>
        uri.AbsolutePath.StartsWith(prefix, StringComparison.Ordinal) && uri.AbsolutePath.Length > prefix.Length && uri.AbsolutePath[prefix.Length] == '/'
            ? uri.AbsolutePath[prefix.Length..] : null;

    /// <summary>The operation, and the values of its path's parameters by what they stand for.</summary>
    public (Operation Operation, ImmutableDictionary<ParameterRole, string> Values)? Match(string method, string path) =>
        Fitting(path).Where(pair => pair.Operation.Method.Method == method).Cast<(Operation, ImmutableDictionary<ParameterRole, string>)?>().FirstOrDefault();

    /// <summary>The operations that have a path, whatever their method: those with the fewest parameters first.</summary>
    public IEnumerable<(Operation Operation, ImmutableDictionary<ParameterRole, string> Values)> Fitting(string path) =>
        from operation in contract.Operations
        let values = operation.Path.Match(path)
        where values is not null
        orderby operation.Parameters.Length
        select (operation, operation.Parameters.Zip(values.Value).GroupBy(pair => pair.First.Role)
            .ToImmutableDictionary(same => same.Key, same => same.First().Second));

    /// <summary>The operation that a path without its suffix, or with another one, would be; null where there is none.</summary>
    public Operation? WithoutFormat(string method, string path)
    {
        if (contract.Formats is [var format, ..] && contract.Operations.Any(operation => !operation.Formats.IsEmpty))
            return Match(method, $"{path}.{format}")?.Operation;
        return null;
    }

    /// <summary>What stands before the paths of the contract in recorded requests: the prefix under which most of them are operations.</summary>
    public static OperationMatcher Learn(Contract contract, IEnumerable<RecordedExchange> exchanges)
    {
        var own = new OperationMatcher(contract, "");
        var counts = new Dictionary<string, int>();
        foreach (var exchange in exchanges)
        {
            var path = exchange.Uri.AbsolutePath;
            for (var at = 0; at >= 0; at = path.IndexOf('/', at + 1))
            {
                if (own.Match(exchange.Method, path[at..]) is not null)
                    counts[path[..at]] = counts.GetValueOrDefault(path[..at]) + 1;
            }
        }
        return counts.Count == 0 ? own
            : new OperationMatcher(contract, counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Length).First().Key);
    }

    /// <summary>Whether any prefix makes a request an operation.</summary>
    public static bool MayBe(Contract contract, RecordedExchange exchange) => Learn(contract, [exchange]) is var learned
        && learned.PathOf(exchange.Uri) is { } path && learned.Match(exchange.Method, path) is not null;
}
