using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Reads what a record says.</summary>
/// <param name="values">Reads its values.</param>
/// <param name="references">The records that others may refer to.</param>
/// <param name="unique">The values that are taken; null where that does not matter.</param>
internal sealed class RecordReader(ValueReader values, References references, UniqueValues? unique)
{
    private readonly Dictionary<ResourcePlan, FrozenDictionary<string, FieldPlan>> _names = [];

    public GivenRecord Read(ResourcePlan resource, PendingRecord one)
    {
        var (json, names) = (one.Json, NamesOf(resource));
        GivenReader.Flag(json, DataFormat.Generate, one.At, one.IsCompleted, one.Problems, out var isCompleted);
        GivenReader.Flag(json, DataFormat.Check, one.At, true, one.Problems, out var isChecked);
        GivenReader.Flag(json, DataFormat.Removed, one.At, false, one.Problems, out var isRemoved);
        var isDeletedGiven = GivenReader.Flag(json, DataFormat.Deleted, one.At, false, one.Problems, out var isDeleted);
        var read = new object?[resource.Fields.Length];
        Array.Fill(read, Sentinel.NotSent);
        read[resource.Identity.Index] = (object?)one.Name ?? (resource.IdentityNames is null ? Sentinel.Generated : Given(resource, one));
        foreach (var member in json.EnumerateObject())
        {
            if (names.TryGetValue(member.Name, out var field))
                Read(field, member, one, isChecked, read);
            else if (!DataFormat.RecordMembers.Contains(member.Name))
                Unknown(resource, member.Name, one, names.Keys);
        }
        if (unique is not null && isChecked && !isRemoved)
            CheckUnique(unique, resource, one, read);
        if (isChecked && !isCompleted)
            CheckMissing(resource, one, read);
        return new GivenRecord(one.Identity, read)
        {
            IsCompleted = isCompleted,
            IsDeleted = isDeletedGiven ? isDeleted : null,
            IsRemoved = isRemoved,
            Parent = Parent(resource, one, isCompleted, isChecked && !isRemoved),
            OtherIdentities = Others(json),
            Extra = Extra(json),
        };
    }

    private void Read(FieldPlan field, JsonProperty member, PendingRecord one, bool isChecked, object?[] read)
    {
        if (field == field.Owner.Identity)
            return;
        void Report(string below, string problem) => one.Report($"/{member.Name}{below}", problem);
        if (read[field.Index] != Sentinel.NotSent)
            Report("", $"{field} is given twice, under two of its names.");
        else if (field.From is { } from && isChecked && member.Value.ValueKind != JsonValueKind.Null)
            Report("", $"It follows from {from.Through}; leave it out.");
        else
            read[field.Index] = values.Read(field, one.Identity, member.Value, isChecked, Report);
    }

    // In a document of several records that is known by now.
    private static object Given(ResourcePlan resource, PendingRecord one) =>
        !one.Json.TryGetProperty(resource.Identity.Field.Name, out var json) ? Sentinel.Generated
        : json.ValueKind == JsonValueKind.String && resource.IdentityNames!.Generate(one.Identity) != json.GetString() ? json.GetString()!
        : ValueReader.Integer(json) is { } number && number != one.Identity ? number : Sentinel.Generated;

    private static void Unknown(ResourcePlan resource, string name, PendingRecord one, IEnumerable<string> names)
    {
        var known = name.StartsWith('$') ? DataFormat.RecordMembers : resource.Fields.Select(field => field.Field.Name).Concat(names);
        one.Report($"/{name}", $"There is no {name} in {DataFormat.A(resource)}; {Nearest.Hint(name, known) ?? $"there is {string.Join(", ", resource.Fields.Select(field => field.Field.Name))}."}");
    }

    private static void CheckUnique(UniqueValues unique, ResourcePlan resource, PendingRecord one, object?[] read)
    {
        foreach (var field in resource.Unique)
        {
            if (unique.Add(field, read[field.Index], one.At) is { } other)
                one.Report($"/{field}", $"Expected a value that no other {resource.Resource} has; {other} has {FieldValue.Text(read[field.Index])}, too.");
        }
        if (resource.Number is { } number && unique.Add(number, one.Number ?? one.Identity, one.At) is { } same)
            one.Report($"/{number}", $"Expected a number that no other {resource.Resource} has; {same} has it, too.");
    }

    private static void CheckMissing(ResourcePlan resource, PendingRecord one, object?[] read)
    {
        foreach (var field in resource.Fields.Where(field => field.Field.Required && field.Default is null && read[field.Index] == Sentinel.NotSent))
            one.Report("", $"Expected {field}, for it is required and not generated here.");
        // An update may have cleared them, and then they are given without a value.
        if (!resource.AnyOf.IsEmpty && resource.AnyOf.All(field => read[field.Index] == Sentinel.NotSent))
            one.Report("", $"Expected {string.Join(" or ", resource.AnyOf)}.");
    }

    private long? Parent(ResourcePlan resource, PendingRecord one, bool isCompleted, bool isChecked)
    {
        if (!one.Json.TryGetProperty(DataFormat.Parent, out var json))
        {
            if (resource.Parent is { } missing && !isCompleted)
                one.Report("", $"Expected {DataFormat.Parent}, the {missing.Resource} that it is nested in.");
            return null;
        }
        void Report(string below, string problem) => one.Report($"/{DataFormat.Parent}{below}", problem);
        if (resource.Parent is not { } parent)
        {
            Report("", $"No {resource.Resource} is nested in another record; leave it out.");
            return null;
        }
        return (isChecked ? null : ValueReader.Integer(json)) ?? references.Find(parent, json, Report);
    }

    private static ImmutableArray<long> Others(JsonElement json) =>
        json.TryGetProperty(DataFormat.Also, out var also) && also.ValueKind == JsonValueKind.Array
            ? [.. also.EnumerateArray().Select(ValueReader.Integer).OfType<long>()] : [];

    private static ExtraMembers? Extra(JsonElement json) =>
        json.TryGetProperty(DataFormat.Extra, out var extra) && extra.ValueKind == JsonValueKind.Object
            ? new ExtraMembers(extra.EnumerateObject().ToDictionary(member => member.Name, member => new RawJson(member.Value.ToString()))) : null;

    private FrozenDictionary<string, FieldPlan> NamesOf(ResourcePlan resource)
    {
        if (_names.TryGetValue(resource, out var known))
            return known;
        var names = new Dictionary<string, FieldPlan>();
        foreach (var field in resource.Fields)
            names[field.Field.Name] = field;
        foreach (var field in resource.Fields)
        {
            foreach (var name in DataFormat.Names(field.Field))
                names.TryAdd(name, field);
        }
        return _names[resource] = names.ToFrozenDictionary();
    }
}
