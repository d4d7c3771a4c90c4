using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>The contracts that come with the program.</summary>
public static class Contracts
{
    internal const string Suffix = ".openapi.yaml";

    /// <summary>How the name of a document ends that was read and checked while the program was built (spec/Preparing).</summary>
    internal const string Prepared = ".openapi.json";

    /// <summary>The names that <c>--api</c> takes, sorted.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(Contracts).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[..^Suffix.Length]).Order(StringComparer.Ordinal),
    ];

    private static readonly ConcurrentDictionary<string, Contract> _loaded = new(StringComparer.Ordinal);

    /// <summary>The contract of one of <see cref="Names"/>; the same object each time, since it never changes and what is made from it is kept.</summary>
    /// <exception cref="ArgumentException">No such contract; the message names those that exist.</exception>
    /// <exception cref="InvalidContractException">The document is wrong.</exception>
    public static Contract Load(string api) => _loaded.GetOrAdd(api, Read);

    /// <summary>The same, from the document as it was written.</summary>
    internal static Contract LoadDocument(string api) => ContractReader.Read(api, api + Suffix, Text(api));

    /// <summary>The same, as an object that nobody else has.</summary>
    internal static Contract Read(string api)
    {
        using var prepared = Open(api + Prepared);
        return prepared is null ? LoadDocument(api) : ContractReader.ReadPrepared(api, api + Suffix, prepared, () => Text(api));
    }

    private static string Text(string api)
    {
        using var stream = Open(api + Suffix)
            ?? throw new ArgumentException($"There is no API {api}; there is {string.Join(", ", Names)}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Stream? Open(string name) => typeof(Contracts).Assembly.GetManifestResourceStream(name);
}
