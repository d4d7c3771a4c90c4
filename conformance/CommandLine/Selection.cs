using System.Collections.Immutable;
using System.IO.Enumeration;
using PlanisoContract.Conformance.Observation.Universal;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>Which rules a run judges.</summary>
/// <param name="Rules">In the order of the contract.</param>
/// <param name="Resources">The resources that rules about the whole API are judged by; empty: all.</param>
/// <param name="Watched">Universal rules that were not chosen: they are reported only where an exchange violates them.</param>
internal sealed record Selection(ImmutableArray<Rule> Rules, ImmutableHashSet<string> Resources, ImmutableArray<Rule> Watched)
{
    /// <summary>
    /// Those of the named resources, with the rules of the whole API that their operations can show; or those that patterns
    /// name; of both, what both name. What is excluded is in neither.
    /// </summary>
    /// <exception cref="UsageException">A name or a pattern fits nothing, or nothing is left.</exception>
    public static Selection Of(Contract contract, ParsedArguments given)
    {
        var about = given.Resources.Select(name => Resource(contract, name)).ToImmutableHashSet();
        var chosen = Named(contract, given.Rules, "--rule");
        var excluded = Named(contract, given.Exclude, "--exclude");
        ImmutableArray<Rule> rules =
        [
            .. contract.Rules.Where(rule => (given.Rules.IsEmpty || chosen.Contains(rule.Id)) && !excluded.Contains(rule.Id)
                && (about.IsEmpty || rule.Place == Place.Api || about.Contains(rule.Place.Resource?.Name ?? rule.Place.Operation!.Resource))),
        ];
        return rules.IsEmpty
            ? throw new UsageException("No rule is left to judge: --resource, --rule and --exclude together name none. --list shows all.")
            : new Selection(rules, about, [.. contract.Rules.Where(rule => UniversalRules.For(rule.Behavior) is not null && !rules.Contains(rule) && !excluded.Contains(rule.Id))]);
    }

    private static string Resource(Contract contract, string name)
    {
        var known = contract.Resources.Where(resource => contract.Operations.Any(operation => operation.Resource == resource.Name)).ToList();
        return known.Find(resource => name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(resource.Id, StringComparison.OrdinalIgnoreCase))?.Name
            ?? throw new UsageException($"{contract.Title} has no resource {name}; there is {string.Join(", ", known.Select(resource => resource.Id))}."
                + DidYouMean(name, known.Select(resource => resource.Id)));
    }

    private static HashSet<string> Named(Contract contract, ImmutableArray<string> patterns, string option)
    {
        var named = new HashSet<string>();
        foreach (var pattern in patterns)
        {
            string[] fitting = [.. contract.Rules.Select(rule => rule.Id).Where(id => FileSystemName.MatchesSimpleExpression(pattern, id))];
            if (fitting.Length == 0)
            {
                throw new UsageException($"{contract.Title} has no rule {pattern}, which {option} names."
                    + $"{DidYouMean(pattern, pattern.Contains('*', StringComparison.Ordinal) ? Parts(contract, pattern) : contract.Rules.Select(rule => rule.Id))} --list shows all.");
            }
            named.UnionWith(fitting);
        }
        return named;
    }

    // For each id its beginning, or its end, of as many words as the pattern has.
    private static IEnumerable<string> Parts(Contract contract, string pattern)
    {
        var count = pattern.Split('-').Length;
        return contract.Rules.Select(rule => rule.Id.Split('-')).SelectMany(words => new[]
        {
            $"{string.Join('-', words.Take(count - 1))}-*", $"*-{string.Join('-', words.TakeLast(count - 1))}",
        }).Distinct();
    }

    private static string DidYouMean(string word, IEnumerable<string> known) =>
        Nearest.To(word, known) is { } near ? $" Did you mean {near}?" : "";
}
