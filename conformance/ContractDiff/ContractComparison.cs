using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>What changed between two contracts.</summary>
internal static class ContractComparison
{
    /// <summary>The changes, those that break clients first, then in the order of the API, its operations, resources, fields and rules.</summary>
    public static ImmutableArray<ContractChange> Of(Contract old, Contract now)
    {
        var changes = new ChangeCollector(old, now);
        if (old.Dialect != now.Dialect)
            changes.Changed(ChangeCategory.DialectChanged, "", "/x-dialect", old.Dialect, now.Dialect);
        changes.Elements("", "/components/securitySchemes", old.SecuritySchemes.Select(Text), now.SecuritySchemes.Select(Text),
            ChangeCategory.CredentialRemoved, ChangeCategory.CredentialAdded);
        OperationChanges.Find(changes);
        ResourceChanges.Find(changes);
        RuleChanges.Find(changes);
        return [.. changes.Changes.OrderBy(change => change.Category.Breaks)];
    }

    private static string Text(SecurityScheme scheme) => $"{scheme.Place} {scheme.Name}";
}
