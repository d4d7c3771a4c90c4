using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>The contracts that come with the program.</summary>
public static class Contracts
{
    private const string Suffix = ".openapi.yaml";

    /// <summary>The names that <c>--api</c> takes, sorted.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(Contracts).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[..^Suffix.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The contract of one of <see cref="Names"/>.</summary>
    /// <exception cref="ArgumentException">No such contract; the message names those that exist.</exception>
    /// <exception cref="InvalidContractException">The document is wrong.</exception>
    public static Contract Load(string api)
    {
        using var stream = typeof(Contracts).Assembly.GetManifestResourceStream(api + Suffix)
            ?? throw new ArgumentException($"There is no API {api}; there is {string.Join(", ", Names)}.");
        using var reader = new StreamReader(stream);
        return ContractReader.Read(api, api + Suffix, reader.ReadToEnd());
    }
}
