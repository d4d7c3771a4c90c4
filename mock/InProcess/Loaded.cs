using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.InProcess;

/// <summary>The contracts, each read once in this process.</summary>
internal static class Loaded
{
    private static readonly ConcurrentDictionary<string, Lazy<Contract>> ByName = new(StringComparer.Ordinal);

    /// <exception cref="PlanisoMockException">There is no API of a name.</exception>
    public static ImmutableArray<Contract> Contracts(IReadOnlyCollection<string> names)
    {
        foreach (var name in names.Except(Spec.Contracts.Names))
        {
            var hint = Nearest.To(name, Spec.Contracts.Names) is { } near ? $"did you mean {near}?" : $"there is {string.Join(", ", Spec.Contracts.Names)}.";
            throw new PlanisoMockException($"There is no API {name}; {hint}");
        }
        return
        [
            .. (names.Count == 0 ? Spec.Contracts.Names : names.Distinct())
                .Select(name => ByName.GetOrAdd(name, api => new Lazy<Contract>(() => Spec.Contracts.Load(api))).Value),
        ];
    }
}
