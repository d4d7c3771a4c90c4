using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Turns JSON into values as records hold them.</summary>
/// <param name="check">What the contract allows.</param>
/// <param name="references">The records that others may refer to.</param>
internal sealed class ValueReader(ValueCheck check, References references)
{
    private static readonly string[] Times =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>Reads the value of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="identity">That of the record.</param>
    /// <param name="json">The value.</param>
    /// <param name="isChecked">Whether it has to be one that the contract allows.</param>
    /// <param name="report">Takes what is wrong: where in the value, and what.</param>
    public object? Read(FieldPlan field, long identity, JsonElement json, bool isChecked, Action<string, string> report)
    {
        if (json.ValueKind == JsonValueKind.Object && Special(json) is { } special)
        {
            if (isChecked)
                report("", $"Such a value needs \"{DataFormat.Check}\": false beside it.");
            return special;
        }
        if (Convert(field, identity, json, report) is not { } converted)
            return null;
        if (converted.IsRight && (!isChecked || check.Expected(field, converted.Value) is null))
            return converted.Value;
        if (isChecked)
            report("", Explain(converted.IsRight ? check.Expected(field, converted.Value)! : check.Described(field), json));
        return converted.IsRight ? converted.Value : Verbatim(json);
    }

    /// <summary>An integer, or null where it is none.</summary>
    public static long? Integer(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var integer) ? integer : null;

    /// <summary>What was expected and what was found.</summary>
    public static string Explain(string expected, JsonElement found)
    {
        var text = found.ValueKind == JsonValueKind.Undefined ? "nothing" : found.GetRawText();
        var hint = expected.StartsWith("a text", StringComparison.Ordinal) && found.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? "; in quotes it is a text" : "";
        return $"Expected {expected}, found {(text.Length <= 60 ? text : text[..60] + "…")}{hint}.";
    }

    // Null where what is wrong is reported already.
    private Converted? Convert(FieldPlan field, long identity, JsonElement json, Action<string, string> report) => (field.Field.Type, json.ValueKind) switch
    {
        (_, JsonValueKind.Null) => new(null),
        (_, JsonValueKind.String) when json.ValueEquals("") && field.Field is { IsPlain: true, Required: false } => new(""),
        (FieldType.Link, _) => Link(field, json, report),
        (FieldType.References, JsonValueKind.Array) => Links(field, json, report),
        (FieldType.Identities, JsonValueKind.Array) => Identities(field, json, report),
        (FieldType.Integer or FieldType.Text, JsonValueKind.Number or JsonValueKind.String) when field.Field.Refers is not null && field != field.Owner.Identity => Identity(field, json, report),
        (FieldType.Text, JsonValueKind.String) => Text(field, identity, json.GetString()!),
        (FieldType.Integer, JsonValueKind.Number) when Integer(json) is { } integer => new(integer),
        (FieldType.Number, JsonValueKind.Number) when json.TryGetDecimal(out var number) => new(number),
        (FieldType.Json, JsonValueKind.Object or JsonValueKind.Array) => new(new RawJson(json.GetRawText())),
        (FieldType.Boolean, JsonValueKind.True or JsonValueKind.False) => new(BoxedBoolean.Of(json.GetBoolean())),
        (FieldType.Date, JsonValueKind.String) when DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => new(day),
        (FieldType.Timestamp, JsonValueKind.String) when DateTime.TryParseExact(json.GetString(), Times, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) => new(time),
        (FieldType.Texts, JsonValueKind.Array) when json.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String) =>
            new(json.EnumerateArray().Select(text => text.GetString()!).ToArray()),
        (FieldType.Entries, JsonValueKind.Array) => field.Keyed is { } keyed ? Keyed(field, keyed, json, report) : Entries(field, json, report),
        _ => new(null, IsRight: false),
    };

    // A number that follows from the identity is not stored.
    private static Converted Text(FieldPlan field, long identity, string text) =>
        field != field.Owner.Number || GeneratedNumber.Read(field.Owner, text) is not { } number ? new(text, field != field.Owner.Number)
        : number == identity ? new(Sentinel.Generated) : new(new NumberOf(number));

    private Converted? Link(FieldPlan field, JsonElement json, Action<string, string> report)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(DataFormat.Version, out var version))
            return Version(field.Target!, version, report) is { } record ? new(new GivenLink(record.Identity, record)) : null;
        return references.Find(field.Target!, json, report) is { } identity ? new(new GivenLink(identity)) : null;
    }

    private Converted? Links(FieldPlan field, JsonElement json, Action<string, string> report)
    {
        var links = json.EnumerateArray().Select((one, index) => Link(field, one, (at, wrong) => report($"/{index}{at}", wrong))).ToArray();
        return links.Contains(null) ? null : new(links.Select(link => (GivenLink)link!.Value.Value!).ToArray());
    }

    private Converted? Identity(FieldPlan field, JsonElement json, Action<string, string> report) =>
        references.Find(field.Target!, json, report) is { } identity ? new(identity) : null;

    private Converted? Identities(FieldPlan field, JsonElement json, Action<string, string> report)
    {
        var all = json.EnumerateArray().Select((one, index) => field.Target is { } target ? references.Find(target, one, (at, wrong) => report($"/{index}{at}", wrong))
            : Integer(one) ?? Refuse(one, index)).ToArray();
        return all.Contains(null) ? null : new(all.Select(identity => identity!.Value).ToArray());

        long? Refuse(JsonElement one, int index)
        {
            report($"/{index}", Explain("an integer", one));
            return null;
        }
    }

    private Converted? Entries(FieldPlan field, JsonElement json, Action<string, string> report)
    {
        var entries = json.EnumerateArray().Select((one, index) => Entry(field, one, (at, wrong) => report($"/{index}{at}", wrong))).ToArray();
        return entries.Contains(null) ? null : new(entries);
    }

    private object?[]? Entry(FieldPlan field, JsonElement json, Action<string, string> report)
    {
        if (!IsEntry(field, json, report))
            return null;
        return [.. field.Members.Select(member => json.TryGetProperty(member.Field.Name, out var value)
            ? Read(member, 0, value, isChecked: false, (at, wrong) => report($"/{member.Field.Name}{at}", wrong)) : null)];
    }

    private Converted? Keyed(FieldPlan field, KeyedPlan keyed, JsonElement json, Action<string, string> report)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<long, object?>();
        foreach (var (index, entry) in json.EnumerateArray().Index())
        {
            void Report(string at, string wrong) => report($"/{index}{at}", wrong);
            if (!IsEntry(field, entry, Report))
                return null;
            if (!entry.TryGetProperty(keyed.Key.Field.Name, out var key) || !entry.TryGetProperty(keyed.Value.Field.Name, out var value))
            {
                Report("", Explain($"an object with {keyed.Key} and {keyed.Value}", entry));
                return null;
            }
            if (references.Find(field.Target!, key, (at, wrong) => Report($"/{keyed.Key}{at}", wrong)) is not { } identity)
                return null;
            values[identity] = Read(keyed.Value, 0, value, isChecked: false, (at, wrong) => Report($"/{keyed.Value}{at}", wrong));
        }
        return new(new KeyedValues(values.ToImmutable()));
    }

    private static bool IsEntry(FieldPlan field, JsonElement json, Action<string, string> report)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            report("", Explain("an object", json));
            return false;
        }
        var known = field.Members.Select(member => member.Field.Name).ToList();
        var unknown = json.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name)).ToList();
        foreach (var name in unknown)
            report($"/{name}", $"There is no {name} in {field}; {Nearest.HintOrAll(name, known)}");
        return unknown.Count == 0;
    }

    // As it was linked: history is not checked, and what it refers to may be gone.
    private GivenRecord? Version(ResourcePlan resource, JsonElement json, Action<string, string> report)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(resource.IdentityNames is null ? resource.Identity.Field.Name : DataFormat.Row, out var identity) || Integer(identity) is not { } known)
        {
            report($"/{DataFormat.Version}", Explain($"an object with {resource.Identity}", json));
            return null;
        }
        var values = new object?[resource.Fields.Length];
        foreach (var field in resource.Fields)
        {
            values[field.Index] = field == resource.Identity || (field == resource.Number && !json.TryGetProperty(field.Field.Name, out _)) ? Sentinel.Generated
                : !field.IsRelated && json.TryGetProperty(field.Field.Name, out var value) ? Read(field, known, value, isChecked: false, (_, _) => { }) : null;
        }
        return new GivenRecord(known, values) { IsDeleted = json.TryGetProperty(DataFormat.Deleted, out var deleted) && deleted.ValueKind == JsonValueKind.True };
    }

    private static object? Special(JsonElement json) =>
        json.TryGetProperty(DataFormat.Raw, out var raw) && raw.ValueKind == JsonValueKind.String ? new RawJson(raw.GetString()!)
        : json.TryGetProperty(DataFormat.Special, out var special) ? Sentinel.All.FirstOrDefault(sentinel => sentinel.ToString() == special.ToString())
        : null;

    private static object? Verbatim(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True or JsonValueKind.False => BoxedBoolean.Of(json.GetBoolean()),
        JsonValueKind.Number when Integer(json) is { } integer => integer,
        _ => new RawJson(json.GetRawText()),
    };

    private readonly record struct Converted(object? Value, bool IsRight = true);
}
