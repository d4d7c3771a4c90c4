using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>One change between two contracts.</summary>
/// <param name="Category">What kind of change it is, and whom it breaks.</param>
/// <param name="Place">Where: an operation's method and path, a resource, <c>Resource.field</c>, the id of a rule, or nothing for the whole API.</param>
/// <param name="Before">What stood there; null where nothing did.</param>
/// <param name="Now">What stands there; null where nothing does.</param>
/// <param name="File">The file that it is looked up in: the new one, or of what is gone the old one.</param>
/// <param name="Line">From 1.</param>
internal sealed record ContractChange(ChangeCategory Category, string Place, string? Before, string? Now, string File, int Line);

/// <summary>Takes the changes as they are found.</summary>
/// <param name="old">The contract before.</param>
/// <param name="now">The contract after.</param>
internal sealed class ChangeCollector(Contract old, Contract now)
{
    private readonly List<ContractChange> _changes = [];

    public Contract Old => old;

    public Contract New => now;

    public IReadOnlyList<ContractChange> Changes => _changes;

    /// <summary>Something is there that was not.</summary>
    public void Added(ChangeCategory category, string place, string pointer, string? what = null) =>
        _changes.Add(new(category, place, null, what, FileOf(now), now.Line(pointer)));

    /// <summary>Something is not there that was.</summary>
    public void Removed(ChangeCategory category, string place, string pointer, string? what = null) =>
        _changes.Add(new(category, place, what, null, FileOf(old), old.Line(pointer)));

    /// <summary>Something is different.</summary>
    public void Changed(ChangeCategory category, string place, string pointer, object? before, object? after) =>
        _changes.Add(new(category, place, Text(before), Text(after), FileOf(now), now.Line(pointer)));

    /// <summary>Elements of a list that came or went.</summary>
    public void Elements<T>(string place, string pointer, IEnumerable<T> before, IEnumerable<T> after, ChangeCategory removed, ChangeCategory added)
    {
        foreach (var gone in before.Except(after))
            Changed(removed, place, pointer, gone, null);
        foreach (var come in after.Except(before))
            Changed(added, place, pointer, null, come);
    }

    /// <summary>A flag that was turned.</summary>
    public void Flag(string place, string pointer, bool before, bool after, ChangeCategory on, ChangeCategory off)
    {
        if (before != after)
            _changes.Add(new(after ? on : off, place, null, null, FileOf(now), now.Line(pointer)));
    }

    private static string? Text(object? value) => value switch { null => null, bool flag => flag ? "true" : "false", _ => value.ToString() };

    private static string FileOf(Contract contract) => contract.File ?? contract.Api;
}
