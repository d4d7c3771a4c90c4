using System.Collections.Immutable;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Drift;

/// <summary>
/// Fields of answers, now and before. What depends on the records of the day is no drift: null or a value, a list that is
/// empty, a member that only some records show.
/// </summary>
internal static class FieldComparison
{
    private static readonly ImmutableHashSet<string> NoTypes = ["null", JsonOutline.Absent];

    public static ImmutableArray<FieldDrift> Of(Baseline baseline, RunResult result, List<string> why)
    {
        var run = result.Run;
        if (baseline.Fields is not { } before)
        {
            why.Add("The baseline has no fields, for it is of an earlier version of the suite.");
            return [];
        }
        var now = FieldNotes.Of(result);
        // What is not served any more is told by the rules.
        string[] missing = [.. before.Keys.Except(now.Keys).Except(run.Declared.Operations.Where(run.NotServedParts.Contain).Select(operation => operation.OperationId))];
        if (missing.Length > 0)
            why.Add($"The fields of {Comparison.Named(missing)} were not compared, for this run saw no answer with success in JSON.");
        string[] added = [.. now.Keys.Except(before.Keys)];
        if (added.Length > 0)
            why.Add($"The fields of {Comparison.Named(added)} were not compared, for the baseline saw no answer with success in JSON.");

        var drifts = new List<FieldDrift>();
        var chance = new List<string>();
        foreach (var operation in run.Declared.Operations.Where(operation => before.ContainsKey(operation.OperationId) && now.ContainsKey(operation.OperationId)))
            Compare(operation, MayBeMissing(run.Declared, operation), before[operation.OperationId], now[operation.OperationId], drifts, chance);
        if (chance.Count > 0)
            why.Add($"In one of the runs some records show {Comparison.Named(chance)}, in the other none: that depends on the records.");
        return [.. drifts];
    }

    private static void Compare(
        Operation operation, HashSet<string> mayBeMissing, ImmutableSortedDictionary<string, ImmutableArray<string>> before,
        ImmutableSortedDictionary<string, ImmutableArray<string>> now, List<FieldDrift> drifts, List<string> chance)
    {
        foreach (var path in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var (was, shown) = (before.GetValueOrDefault(path, []), now.GetValueOrDefault(path, []));
            if (!was.IsEmpty && !shown.IsEmpty)
            {
                if (!Typed(was).IsEmpty && !Typed(shown).IsEmpty && !Typed(was).Any(Typed(shown).Contains))
                    drifts.Add(new FieldDrift(operation.OperationId, path, FieldDriftKind.TypeChanged, Say(was), Say(shown)));
                continue;
            }
            // Where nothing holds it now, or did before, that is told already, or is nothing but an empty list.
            if (path.EndsWith("[]", StringComparison.Ordinal) || !IsObject(before, path) || !IsObject(now, path))
                continue;
            if (was.Contains(JsonOutline.Absent) || shown.Contains(JsonOutline.Absent) || mayBeMissing.Contains(NameIn(path)))
                chance.Add($"{path} of {operation.OperationId}");
            else
            {
                drifts.Add(new FieldDrift(operation.OperationId, path,
                    was.IsEmpty ? FieldDriftKind.Appeared : FieldDriftKind.Disappeared, Say(was), Say(shown)));
            }
        }
    }

    // What the contract lets a record without a value leave out, here and in the records that are shown within it.
    private static HashSet<string> MayBeMissing(Contract contract, Operation operation)
    {
        var resource = contract.Resource(operation.Resource);
        var within = resource.Fields.Select(field => field.Link?.Resource ?? field.References?.Resource ?? field.Refers?.Resource).OfType<string>();
        return
        [
            .. within.Select(contract.Resource).Prepend(resource)
                .SelectMany(shown => shown.Fields.Where(field => contract.MayBeAbsent(shown, field))).Select(field => field.Name),
        ];
    }

    private static ImmutableArray<string> Typed(ImmutableArray<string> types) => [.. types.Where(type => !NoTypes.Contains(type))];

    private static string Say(ImmutableArray<string> types) => string.Join(" or ", types.Where(type => type != JsonOutline.Absent));

    private static bool IsObject(ImmutableSortedDictionary<string, ImmutableArray<string>> notes, string path)
    {
        var dot = path.LastIndexOf('.');
        return dot < 0 || notes.GetValueOrDefault(path[..dot], []).Contains("object");
    }

    private static string NameIn(string path) => path[(path.LastIndexOf('.') + 1)..];
}
