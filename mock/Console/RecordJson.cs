using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Console;

/// <summary>Records as they are stored, whatever modes would make of them in answers; those that they refer to by identity and label.</summary>
internal sealed class RecordJson(Store store)
{
    public JsonObject Of(ResourcePlan resource, Record record) => new()
    {
        ["identity"] = record.Identity,
        ["label"] = Label(resource, record),
        ["deleted"] = IsDeleted(resource, record),
        ["parent"] = resource.Parent is { } parent ? Reference(parent, record.Parent) : null,
        ["values"] = new JsonObject(resource.Fields.Where(field => !field.Field.Forbidden)
            .Select(field => KeyValuePair.Create(field.Field.Name, Value(field, record)))),
    };

    /// <summary>Whether a delete made it what it is, or it is switched off.</summary>
    public static bool IsDeleted(ResourcePlan resource, Record record) =>
        record.Deleted || (resource.Active is { } active && record[active.Index] is false);

    /// <summary>A value as people read it.</summary>
    public string Text(FieldPlan field, Record record) => Value(field, record) switch
    {
        null => "",
        JsonObject reference => reference["label"]?.ToString() ?? "",
        JsonArray several => string.Join(", ", several.Select(one => (one as JsonObject)?["label"]?.ToString() ?? one?.ToString())),
        var value => value.ToString(),
    };

    /// <summary>A record that another one refers to.</summary>
    public JsonObject Reference(ResourcePlan target, long identity) => new()
    {
        ["identity"] = identity,
        ["label"] = store.Tables[target.Index].Find(identity) is { } record ? Label(target, record) : null,
    };

    // What a record must have tells more than a number; of one that stands for another record, that one does.
    private string Label(ResourcePlan resource, Record record)
    {
        var field = resource.Fields.FirstOrDefault(field => field is { Secret: false, Field: { Type: FieldType.Text, Required: true } });
        if (field is null && resource.Links.FirstOrDefault() is { } link && record[link.Index] is Record linked)
            return Label(link.Target!, linked);
        return (field ?? resource.Label) is { } shown && Text(shown, record) is { Length: > 0 } text ? text : $"{resource.Resource} {store.Tables[resource.Index].NameOf(record.Identity)}";
    }

    private JsonNode? Value(FieldPlan field, Record record)
    {
        if (field.From is { Through: var through, Show: var show })
            return record[through.Index] is long other && store.Tables[show.Owner.Index].Find(other) is { } shown ? Value(show, shown) : null;
        return record[field.Index] switch
        {
            null => null,
            bool flag => flag,
            Sentinel sentinel when sentinel == Sentinel.Generated => field != field.Owner.Identity ? GeneratedNumber.Write(field.Owner, record.Identity)
                : field.Owner.IdentityNames is { AreNumbers: false } names ? names.Generate(record.Identity) : record.Identity,
            NumberOf other => GeneratedNumber.Write(field.Owner, other.Identity),
            Record linked => Reference(field.Target!, linked.Identity),
            Record[] linked => new JsonArray([.. linked.Select(one => Reference(field.Target!, one.Identity))]),
            long identity when field.Target is { } target && field != field.Owner.Identity => Reference(target, identity),
            long[] identities when field.Target is { } target => new JsonArray([.. identities.Select(one => Reference(target, one))]),
            long number => number,
            decimal number => number,
            RawJson raw when field.Field.Type == FieldType.Json => JsonNode.Parse(raw.Json),
            KeyedValues keyed => new JsonArray([.. keyed.ByKey.Select(pair => new JsonObject
            {
                [field.Keyed!.Key.Field.Name] = pair.Key,
                [field.Keyed.Value.Field.Name] = FieldValue.Text(pair.Value),
            })]),
            string[] texts => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
            object?[] entries => new JsonArray([.. entries.OfType<object?[]>().Select(entry => new JsonObject(
                field.Members.Select(member => KeyValuePair.Create(member.Field.Name, (JsonNode?)FieldValue.Text(entry[member.Index])))))]),
            var other => FieldValue.Text(other),
        };
    }
}
