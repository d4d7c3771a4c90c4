using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Reports;

/// <summary>A line of the matrix: an operation, or what rules belong to that are of none.</summary>
/// <param name="Resource">What the line is grouped under; null for the whole API.</param>
/// <param name="Title">The operation, or what stands in for it.</param>
/// <param name="Results">Rules, in the order of the contract.</param>
internal sealed record MatrixRow(string? Resource, string Title, ImmutableArray<RuleResult> Results)
{
    public const string WholeApi = "The whole API";
    private const string None = "of no operation alone";

    public bool Passes => Results.All(result => result.Word == Word.Pass);

    public bool IsOperation => Resource is not null && Title != None;

    public IEnumerable<RuleResult> Of(Topic topic) => Results.Where(result => result.Rule.Behavior.About == topic);

    /// <summary>The whole API first; then each resource's operations, and what is of none of them.</summary>
    public static IEnumerable<MatrixRow> Of(RunResult result)
    {
        var contract = result.Run.Declared;
        var rows = result.Results.GroupBy(rule => (Resource: ResourceOf(rule), Operation: OperationOf(result, rule)))
            .ToDictionary(group => group.Key, group => group.ToImmutableArray());
        IEnumerable<MatrixRow> all =
        [
            new MatrixRow(null, WholeApi, rows.GetValueOrDefault((null, null), [])),
            .. contract.Operations.Select(operation => operation.Resource).Concat(contract.Resources.Select(resource => resource.Name)).Distinct().SelectMany(name =>
                contract.Operations.Where(operation => operation.Resource == name)
                    .Select(operation => new MatrixRow(name, operation.ToString(), rows.GetValueOrDefault((name, operation.OperationId), [])))
                    .Append(new MatrixRow(name, None, rows.GetValueOrDefault((name, null), [])))),
        ];
        // What is not served has a line of its own elsewhere.
        return all.Where(row => row.Results.Any(judged => judged.Word != Word.NotServed));
    }

    private static string? ResourceOf(RuleResult result) => result.Rule.Place.Operation?.Resource ?? result.Rule.Place.Resource?.Name;

    // A rule of a field is shown where it was put to the test, unless that was at another resource's door.
    private static string? OperationOf(RunResult result, RuleResult rule)
    {
        if (ResourceOf(rule) is not { } resource)
            return null;
        var id = rule.Rule.Place.Operation?.OperationId ?? rule.Operation;
        return result.Run.Declared.Operations.Any(operation => operation.OperationId == id && operation.Resource == resource) ? id : null;
    }
}
