using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>What a field holds, takes and shows, where that is different.</summary>
internal static class FieldChanges
{
    public static void Find(Resource resource, Field old, Field now, ChangeCollector changes)
    {
        var (place, pointer) = ($"{resource.Name}.{now.Name}", now.Pointer);
        changes.Flag(place, pointer, old.Required, now.Required, ChangeCategory.FieldRequired, ChangeCategory.FieldOptional);
        changes.Flag(place, pointer, old.Unique, now.Unique, ChangeCategory.FieldUnique, ChangeCategory.FieldShared);
        changes.Flag(place, pointer, old.Nullable, now.Nullable, ChangeCategory.FieldNullable,
            IsSent(old) ? ChangeCategory.FieldNeverNull : ChangeCategory.AnswerNeverNull);
        if ((old.Type, old.Format, old.Schema?.ToJsonString()) != (now.Type, now.Format, now.Schema?.ToJsonString()))
            changes.Changed(ChangeCategory.TypeChanged, place, pointer, Text(old), Text(now));
        if (Target(old) != Target(now))
            changes.Changed(ChangeCategory.TargetChanged, place, pointer, Target(old), Target(now));
        if (IsSent(old) && IsSent(now))
            Inputs(place, old, now, changes);
        changes.Elements(place, pointer, InputNames(old), InputNames(now), ChangeCategory.InputRemoved, ChangeCategory.InputAdded);
        changes.Elements(place, pointer, old.ShownIn, now.ShownIn, ChangeCategory.FieldHidden, ChangeCategory.FieldShown);
    }

    // Limits of what no request sends bind nobody but the server.
    private static void Inputs(string place, Field old, Field now, ChangeCollector changes)
    {
        Limit("minimum", old.Minimum, now.Minimum, isLeast: true);
        Limit("maximum", old.Maximum, now.Maximum, isLeast: false);
        Limit("minimum", old.MinimumNumber, now.MinimumNumber, isLeast: true);
        Limit("maximum", old.MaximumNumber, now.MaximumNumber, isLeast: false);
        Limit("minLength", old.MinLength, now.MinLength, isLeast: true);
        Limit("maxLength", old.MaxLength, now.MaxLength, isLeast: false);
        changes.Flag(place, now.Pointer, old.MaximumIsThisYear, now.MaximumIsThisYear, ChangeCategory.LimitNarrowed, ChangeCategory.LimitWidened);
        if (old.Pattern != now.Pattern)
            changes.Changed(now.Pattern is null ? ChangeCategory.LimitWidened : ChangeCategory.PatternChanged, place, now.Pointer, old.Pattern, now.Pattern);
        if (old.Values.IsEmpty != now.Values.IsEmpty)
            changes.Changed(old.Values.IsEmpty ? ChangeCategory.LimitNarrowed : ChangeCategory.LimitWidened, place, now.Pointer, Text(old.Values), Text(now.Values));
        else
            changes.Elements(place, now.Pointer, old.Values, now.Values, ChangeCategory.ValueRemoved, ChangeCategory.ValueAdded);
        if (old.Default?.ToJsonString() != now.Default?.ToJsonString())
            changes.Changed(ChangeCategory.DefaultChanged, place, now.Pointer, old.Default?.ToJsonString(), now.Default?.ToJsonString());

        void Limit(string name, decimal? before, decimal? after, bool isLeast)
        {
            if (before == after)
                return;
            // No limit is the widest one.
            var isNarrower = after is { } limit && (before is not { } was || (isLeast ? limit > was : limit < was));
            changes.Changed(isNarrower ? ChangeCategory.LimitNarrowed : ChangeCategory.LimitWidened, place, now.Pointer, Text(name, before), Text(name, after));
        }
    }

    private static bool IsSent(Field field) => field.OnCreate || field.OnUpdate;

    private static IEnumerable<string> InputNames(Field field) =>
        new[] { (field.OnCreate, "create"), (field.OnUpdate, "update") }.Where(kind => kind.Item1)
            .SelectMany(kind => field.OtherInputs.Prepend(field.InputName).Select(name => $"{name} in {kind.Item2}"));

    private static string? Target(Field field) => field.Link?.Resource ?? field.References?.Resource ?? field.Refers?.Resource;

    private static string Text(Field field) => field.Format is null ? $"{field.Type}" : $"{field.Type} ({field.Format})";

    private static string? Text(string name, decimal? limit) => limit is null ? null : $"{name} {limit}";

    private static string? Text(IReadOnlyCollection<string> values) => values.Count == 0 ? null : string.Join(", ", values);
}
