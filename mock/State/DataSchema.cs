using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>The JSON Schema of data files, made from a contract, for completion in an editor.</summary>
internal static class DataSchema
{
    public static JsonObject Create(Contract contract)
    {
        var plan = ApiPlan.Of(contract);
        var members = new JsonObject(plan.Resources.Select(resource => KeyValuePair.Create(DataFormat.Name(resource),
            (JsonNode?)new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = $"#/definitions/{resource.Resource.Name}" } })));
        members[DataFormat.Generate] = Described("boolean", "False: what records leave out stays unset.");
        members[DataFormat.Label] = Described("string", "The field by whose value other records refer to one, behind @.");
        members[DataFormat.Counters] = new JsonObject { ["type"] = "object" };
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = $"Data of {contract.Title}",
            ["type"] = "object",
            ["properties"] = new JsonObject { [contract.Api] = new JsonObject { ["type"] = "object", ["properties"] = members, ["additionalProperties"] = false } },
            ["definitions"] = new JsonObject(plan.Resources.Select(resource => KeyValuePair.Create(resource.Resource.Name, (JsonNode?)Record(resource)))),
        };
    }

    private static JsonObject Record(ResourcePlan resource)
    {
        var members = new JsonObject();
        foreach (var field in resource.Fields.Where(field => field.From is null))
        {
            foreach (var name in DataFormat.Names(field.Field).Where(name => !members.ContainsKey(name)))
                members[name] = Value(field);
        }
        members[DataFormat.Label] = Described("string", "Other records refer to it by this name, behind @.");
        members[DataFormat.Generate] = Described("boolean", "False: what it leaves out stays unset.");
        members[DataFormat.Check] = Described("boolean", "False: it is stored as it is, whether the contract allows that or not.");
        members[DataFormat.Deleted] = Described("boolean", "Whether a delete made it what it is.");
        members[DataFormat.Removed] = Described("boolean", "True: it was deleted, and is there no more.");
        members[DataFormat.Also] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "integer" } };
        members[DataFormat.Extra] = new JsonObject { ["type"] = "object" };
        if (resource.Parent is { } parent)
            members[DataFormat.Parent] = Reference(parent);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = members,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Value(FieldPlan field)
    {
        var limits = Limits(field);
        limits["description"] = new ValueCheck(DateTime.MaxValue.Year).Described(field);
        return limits;
    }

    private static JsonObject Limits(FieldPlan field)
    {
        var type = Type(field);
        if (!field.Field.Nullable && !field.IsCollection && !field.IsRelated)
            return field.Field is { Required: false, IsPlain: true, Type: not FieldType.Text } ? AnyOf(type, Empty()) : type;
        return AnyOf(type, new JsonObject { ["type"] = "null" }, Empty());
    }

    private static JsonObject Empty() => new() { ["enum"] = new JsonArray("") };

    private static JsonObject AnyOf(params JsonNode[] types) => new() { ["anyOf"] = new JsonArray(types) };

    private static JsonObject Type(FieldPlan field) => field.Field.Type switch
    {
        FieldType.Link => Reference(field.Target!),
        FieldType.References or FieldType.Identities => List(field.Target is { } target ? Reference(target) : new JsonObject { ["type"] = "integer" }),
        FieldType.Integer or FieldType.Text when field.Field.Refers is not null && field.Target is { } target => Reference(target),
        FieldType.Texts => List(new JsonObject { ["type"] = "string" }),
        FieldType.Entries => List(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(field.Members.Select(member => KeyValuePair.Create(member.Field.Name, (JsonNode?)new JsonObject()))),
            ["additionalProperties"] = false,
        }),
        FieldType.Number => new JsonObject { ["type"] = "number" },
        FieldType.Json => new JsonObject { ["type"] = field.Field.Schema?["type"]?.ToString() == "array" ? "array" : "object" },
        FieldType.Boolean => new JsonObject { ["type"] = "boolean" },
        FieldType.Integer => Limited("integer", ("minimum", field.Field.Minimum), ("maximum", field.Field.Maximum)),
        FieldType.Date => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        FieldType.Text => Text(field.Field),
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Text(Field field)
    {
        var text = Limited("string", ("minLength", field.MinLength), ("maxLength", field.MaxLength));
        if (field.Pattern is { } pattern)
            text["pattern"] = pattern;
        if (field.Choice is { } choice)
            text["enum"] = new JsonArray([.. choice.Values.SelectMany(notation => notation).Distinct().Select(value => JsonValue.Create(value))]);
        else if (!field.Values.IsEmpty)
            text["enum"] = new JsonArray([.. field.Values.Select(value => JsonValue.Create(value))]);
        return field.Required || text.Count == 1 ? text : AnyOf(text, Empty());
    }

    // An identity, a label, or a version that was linked.
    private static JsonObject Reference(ResourcePlan target) => AnyOf(
        new JsonObject { ["type"] = target.IdentityNames is { AreNumbers: false } ? "string" : "integer", ["description"] = $"The identity of {DataFormat.A(target)}." },
        new JsonObject { ["type"] = "string", ["pattern"] = "^@", ["description"] = $"The label of {DataFormat.A(target)}." },
        new JsonObject { ["type"] = "object", ["required"] = new JsonArray(DataFormat.Version) });

    private static JsonObject List(JsonObject element) => new() { ["type"] = "array", ["items"] = element };

    private static JsonObject Limited(string type, params IEnumerable<(string Name, long? Value)> limits) =>
        new([KeyValuePair.Create("type", (JsonNode?)type), .. limits.Where(limit => limit.Value is not null).Select(limit => KeyValuePair.Create(limit.Name, (JsonNode?)limit.Value))]);

    private static JsonObject Described(string type, string description) => new() { ["type"] = type, ["description"] = description };
}
