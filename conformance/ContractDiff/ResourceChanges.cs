using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>Resources that came, went, or are identified, numbered and deleted differently.</summary>
internal static class ResourceChanges
{
    public static void Find(ChangeCollector changes)
    {
        var before = changes.Old.Resources.ToDictionary(resource => resource.Name);
        var after = changes.New.Resources.ToDictionary(resource => resource.Name);
        foreach (var gone in before.Values.Where(resource => !after.ContainsKey(resource.Name)))
            changes.Removed(ChangeCategory.ResourceRemoved, gone.Name, gone.Pointer);
        foreach (var resource in changes.New.Resources)
        {
            if (before.TryGetValue(resource.Name, out var old))
                Compare(old, resource, changes);
            else
                changes.Added(ChangeCategory.ResourceAdded, resource.Name, resource.Pointer);
        }
    }

    private static void Compare(Resource old, Resource now, ChangeCollector changes)
    {
        var (place, pointer) = (now.Name, now.Pointer);
        if (old.Identity.Name != now.Identity.Name)
            changes.Changed(ChangeCategory.IdentityChanged, place, pointer, old.Identity.Name, now.Identity.Name);
        if (old.Number != now.Number)
            changes.Changed(ChangeCategory.NumberChanged, place, pointer, Text(old.Number), Text(now.Number));
        if (old.SoftDelete?.Field != now.SoftDelete?.Field)
            changes.Changed(ChangeCategory.SoftDeleteChanged, place, pointer, old.SoftDelete?.Field, now.SoftDelete?.Field);
        else if (now.SoftDelete is { } delete)
        {
            changes.Flag(place, pointer, old.SoftDelete!.Hidden, delete.Hidden, ChangeCategory.Hidden, ChangeCategory.Visible);
            changes.Flag(place, pointer, old.SoftDelete!.Irreversible, delete.Irreversible, ChangeCategory.Irreversible, ChangeCategory.Reversible);
        }
        foreach (var gone in old.Fields.ExceptBy(now.Fields.Select(field => field.Name), field => field.Name))
            changes.Removed(ChangeCategory.FieldRemoved, $"{place}.{gone}", gone.Pointer);
        foreach (var field in now.Fields)
        {
            if (old.Fields.FirstOrDefault(one => one.Name == field.Name) is { } known)
                FieldChanges.Find(now, known, field, changes);
            else
                changes.Added(field.Required ? ChangeCategory.FieldAddedRequired : ChangeCategory.FieldAdded, $"{place}.{field}", field.Pointer);
        }
    }

    private static string? Text(NumberWord? number) => number is null ? null : $"{number.Field} {number.Prefix}{new string('0', number.Digits)}";
}
