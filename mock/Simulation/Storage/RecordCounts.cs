using System.Collections.Immutable;
using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>How many records of each resource a silo starts with.</summary>
/// <param name="Others">Of each that is not named.</param>
/// <param name="Named">By the resource's name, whatever its letter case.</param>
internal sealed record RecordCounts(int Others, ImmutableSortedDictionary<string, int> Named)
{
    public const int Most = 10_000_000;

    /// <summary>Stands for every resource that is not named.</summary>
    public const string Rest = "*";

    private static readonly ImmutableSortedDictionary<string, int> None = ImmutableSortedDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>As many of each.</summary>
    public static implicit operator RecordCounts(int each) => new(each, None);

    /// <summary>Whether there is nothing at all, not even reference data.</summary>
    public bool IsNone => Others == 0 && Named.IsEmpty;

    /// <summary>The highest of the numbers.</summary>
    public int Greatest => Named.Values.Append(Others).Max();

    /// <summary>With another number for a resource, or for <see cref="Rest"/>.</summary>
    public RecordCounts With(string name, int count) =>
        name == Rest ? this with { Others = count } : this with { Named = Named.SetItem(name, count) };

    /// <summary>What is wrong with them for these APIs.</summary>
    public IEnumerable<string> Problems(ImmutableArray<Contract> contracts)
    {
        // Contracts are not read for nothing.
        string[] known = Named.IsEmpty ? [] : [.. contracts.SelectMany(contract => contract.Resources).Select(resource => resource.Name).Distinct()];
        foreach (var name in Named.Keys.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            var near = Nearest.To(name.ToLowerInvariant(), known.Select(resource => resource.ToLowerInvariant()));
            var hint = near is null ? $"There is {string.Join(", ", known)}." : $"Did you mean {known.First(resource => resource.Equals(near, StringComparison.OrdinalIgnoreCase))}?";
            yield return $"There is no resource {name} to have records of. {hint}";
        }
        foreach (var count in Named.Values.Append(Others).Where(count => count is < 0 or > Most))
            yield return $"A silo has 0 to {Most} records of a resource, not {count}.";
    }

    public override string ToString() => Named.IsEmpty
        ? string.Create(CultureInfo.InvariantCulture, $"{Others:N0} records of each resource")
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", Named.Select(Describe))} and {Others:N0} records of each other resource");

    private static string Describe(KeyValuePair<string, int> named) => string.Create(CultureInfo.InvariantCulture, $"{named.Value:N0} of {named.Key}");
}
