using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>What of a contract a run has exercised: operation × status × field, and why not where it has not.</summary>
/// <param name="Operations">Every operation of the contract, in its order.</param>
internal sealed record CoverageResult(ImmutableArray<OperationCoverage> Operations)
{
    /// <summary>Documented statuses that were seen, of all.</summary>
    public (int Seen, int All) Statuses => Share(Operations.SelectMany(operation => operation.Statuses)
        .Where(status => status.IsDocumented).Select(status => status.Exchanges));

    /// <summary>Declared fields that were sent or shown, of all; a field counts for each operation and side.</summary>
    public (int Seen, int All) Fields => Share(Operations.SelectMany(operation => operation.Statuses)
        .SelectMany(status => status.Fields).Where(covered => covered.IsDeclared).Select(covered => covered.Exchanges));

    private static (int Seen, int All) Share(IEnumerable<int> exchanges)
    {
        var all = exchanges.ToList();
        return (all.Count(count => count > 0), all.Count);
    }
}

/// <param name="Operation">The operation.</param>
/// <param name="Statuses">Documented and other ones that were seen, ascending.</param>
internal sealed record OperationCoverage(Operation Operation, ImmutableArray<StatusCoverage> Statuses)
{
    public int Exchanges => Statuses.Sum(status => status.Exchanges);
}

/// <param name="Status">HTTP status; where the body alone tells a failure, the documented one that stands for it.</param>
/// <param name="IsDocumented">Whether the contract documents it for the operation.</param>
/// <param name="Exchanges">How often it was answered.</param>
/// <param name="Fields">Fields that requests with this outcome sent, and of a success those that it showed.</param>
/// <param name="WhyNot">Why it was never answered; null where it was.</param>
internal sealed record StatusCoverage(
    int Status, bool IsDocumented, int Exchanges, ImmutableArray<FieldCoverage> Fields, string? WhyNot);

/// <param name="Field">The field's name, with a dot for what is inside a link.</param>
/// <param name="Side">Whether it was sent or shown.</param>
/// <param name="IsDeclared">Whether the contract declares it there.</param>
/// <param name="Exchanges">In how many exchanges; of lists that are long and read often, in how many of those that were looked into.</param>
/// <param name="WhyNot">Why in none; null where it was in one.</param>
internal sealed record FieldCoverage(string Field, FieldSide Side, bool IsDeclared, int Exchanges, string? WhyNot);

internal enum FieldSide
{
    Sent,
    Shown,
}
