using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup.Plans;

/// <summary>A request as a plan names it: the method, and the path with the contract's parameters in place of values.</summary>
internal static class Route
{
    /// <summary>The longest part of a path that a plan shows as it is.</summary>
    private const int Longest = 40;

    /// <param name="contract">The contract.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Below the target's base, without query.</param>
    public static string Of(Contract contract, string method, string path)
    {
        var near = contract.Operations.Where(operation => Fits(operation, path)).ToArray();
        var operation = Array.Find(near, operation => operation.Method.Method == method) ?? near.FirstOrDefault();
        return $"{method} {operation?.Path.Text ?? Shortened(path)}";
    }

    // Some servers take a path without its suffix for the same.
    private static bool Fits(Operation operation, string path) => operation.Path.Match(path) is not null
        || (!operation.Formats.IsEmpty && operation.Path.Match($"{path}.{operation.Formats[0]}") is not null);

    // No path of the contract: numbers are identities.
    private static string Shortened(string path) => string.Join('/', path.Split('/')
        .Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? "{n}" : part.Length > Longest ? part[..Longest] + "..." : part));
}
