using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>Rules that came, went or changed, where no other change of their place explains it.</summary>
internal static class RuleChanges
{
    // The readings that turn a request away.
    private static readonly HashSet<string> Refusing = ["refused", "enforced", "conflict", "unauthorized", "forbidden"];

    // After which all rules of a place are other ones.
    private static readonly HashSet<ChangeCategory> Moving =
    [
        ChangeCategory.OperationRemoved, ChangeCategory.OperationAdded, ChangeCategory.OperationRepurposed, ChangeCategory.ResourceRemoved, ChangeCategory.ResourceAdded,
        ChangeCategory.FieldRemoved, ChangeCategory.FieldAdded, ChangeCategory.FieldAddedRequired,
    ];

    public static void Find(ChangeCollector changes)
    {
        var moved = changes.Changes.Where(change => Moving.Contains(change.Category)).Select(change => change.Place).ToHashSet();
        HashSet<string> changed = [.. changes.Changes.Select(change => change.Place), .. ResourcesOfMoved(changes.Old, moved), .. ResourcesOfMoved(changes.New, moved)];
        var before = changes.Old.Rules.ToDictionary(Key);
        var after = changes.New.Rules.ToDictionary(Key);
        foreach (var (_, gone) in before.Where(pair => !after.ContainsKey(pair.Key) && !IsExplained(pair.Value, moved, changed)))
            changes.Removed(Refuses(gone) ? ChangeCategory.RefusalRemoved : ChangeCategory.PromiseRemoved, gone.Id, gone.Pointer, Text(gone));
        foreach (var (key, rule) in after)
        {
            if (before.TryGetValue(key, out var old))
                Compare(old, rule, changes);
            else if (!IsExplained(rule, moved, changed))
                changes.Added(Refuses(rule) ? ChangeCategory.RefusalAdded : ChangeCategory.PromiseAdded, rule.Id, rule.Pointer, Text(rule));
        }
    }

    private static void Compare(Rule old, Rule now, ChangeCollector changes)
    {
        if (!JsonNode.DeepEquals(old.Arguments, now.Arguments))
            changes.Changed(ChangeCategory.RuleChanged, now.Id, now.Pointer, old.Arguments.ToJsonString(), now.Arguments.ToJsonString());
        var (before, after) = (old.Readings.Select(mode => mode.Name).ToList(), now.Readings.Select(mode => mode.Name).ToList());
        changes.Elements(now.Id, now.Pointer, before, after, ChangeCategory.ReadingWithdrawn, ChangeCategory.ReadingAdded);
        if (before[0] != after[0] && before.ToHashSet().SetEquals(after))
            changes.Changed(ChangeCategory.DefaultReadingChanged, now.Id, now.Pointer, before[0], after[0]);
        if (old.Standing != now.Standing)
            changes.Changed(ChangeCategory.StandingChanged, now.Id, now.Pointer, old.Standing.ToString().ToLowerInvariant(), now.Standing.ToString().ToLowerInvariant());
    }

    // By place, not by id: an operation that is only called differently keeps its rules.
    private static string Key(Rule rule) =>
        $"{rule.Behavior.Name} {(rule.Place.Operation is { } operation ? OperationChanges.Key(operation) : "")} {rule.Place.Resource?.Name} {rule.Place.Field?.Name} {rule.Place.Inner?.Name}";

    // A place that came or went explains all its rules; one that changed, those that nobody had to declare.
    private static bool IsExplained(Rule rule, HashSet<string> moved, HashSet<string> changed) =>
        PlacesOf(rule.Place).Any(place => moved.Contains(place) || (!rule.Behavior.OnlyDeclared && changed.Contains(place)));

    // Which operations a resource has decides about the rules of its fields.
    private static IEnumerable<string> ResourcesOfMoved(Contract contract, HashSet<string> moved) =>
        contract.Operations.Where(operation => moved.Contains($"{operation}")).Select(operation => operation.Resource);

    private static IEnumerable<string> PlacesOf(Place place)
    {
        if (place.Operation is { } operation)
        {
            yield return $"{operation}";
            yield return operation.Resource;
        }
        if (place.Resource is not { } resource)
            yield break;
        yield return resource.Name;
        if (place.Field is not { } field)
            yield break;
        yield return $"{resource.Name}.{field}";
        if (place.Inner is { } inner && (field.Link?.Resource ?? field.References?.Resource ?? field.Refers?.Resource) is { } linked)
            yield return $"{linked}.{inner}";
    }

    private static bool Refuses(Rule rule) => Refusing.Contains(rule.Default.Name);

    private static string Text(Rule rule) => string.Join(" or ", rule.Readings);
}
