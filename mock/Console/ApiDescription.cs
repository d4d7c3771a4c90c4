using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Console;

/// <summary>An API as a page needs it that names none of its resources or fields: what there is, and how each request is sent.</summary>
internal static class ApiDescription
{
    private const string Json = "application/json";

    /// <param name="contract">The API.</param>
    /// <param name="values">Values for the commands to copy.</param>
    /// <param name="baseUrl">Of the mock.</param>
    /// <param name="key">The key in those commands.</param>
    public static JsonObject Of(Contract contract, ExampleValues values, string baseUrl, string key)
    {
        var plan = ApiPlan.Of(contract);
        return new JsonObject
        {
            ["api"] = contract.Api,
            ["title"] = contract.Title,
            ["keys"] = new JsonArray([.. contract.SecuritySchemes.Select(Scheme)]),
            ["resources"] = new JsonArray([.. plan.Resources.Select(resource => Resource(contract, resource))]),
            ["operations"] = new JsonArray([.. contract.Operations.Select(operation =>
                Operation(contract, operation, CurlLine.Of(operation, contract.SecuritySchemes, values, baseUrl, key)))]),
        };
    }

    private static JsonObject Scheme(SecurityScheme scheme) => new() { ["in"] = scheme.Place.ToString().ToLowerInvariant(), ["name"] = scheme.Name };

    private static JsonObject Resource(Contract contract, ResourcePlan resource) => new()
    {
        ["id"] = resource.Resource.Id,
        ["name"] = resource.Resource.Name,
        ["identity"] = resource.Identity.Field.Name,
        ["number"] = resource.Number?.Field.Name,
        ["active"] = resource.Active?.Field.Name,
        ["parent"] = resource.Parent?.Resource.Id,
        ["root"] = resource.Resource.One,
        ["fields"] = new JsonArray([.. resource.Fields.Where(field => !field.Field.Forbidden).Select(field => FieldDescription.Of(contract, field))]),
        ["operations"] = new JsonObject(resource.Operations.OfType<OperationPlan>().Select(operation =>
            KeyValuePair.Create(operation.Kind.ToString().ToLowerInvariant(), (JsonNode?)operation.Operation.OperationId))),
    };

    private static JsonObject Operation(Contract contract, Operation operation, IEnumerable<string> curl) => new()
    {
        ["id"] = operation.OperationId,
        ["kind"] = operation.Kind.ToString().ToLowerInvariant(),
        ["resource"] = contract.Resource(operation.Resource).Id,
        ["method"] = operation.Method.Method,
        ["path"] = operation.Path.Text,
        ["parameters"] = new JsonArray([.. operation.Parameters.Select(parameter =>
            new JsonObject { ["name"] = parameter.Name, ["role"] = parameter.Role.ToString().ToLowerInvariant() })]),
        ["format"] = operation.Formats.IsEmpty ? null : operation.Formats[0],
        // Values keep their types in JSON; forms have text alone.
        ["body"] = operation.Bodies.IsEmpty ? null : (operation.Bodies.FirstOrDefault(body => body.MediaType == Json) ?? operation.Bodies[0]).MediaType,
        ["statuses"] = new JsonArray([.. operation.Answers.Select(answer => JsonValue.Create(answer.Status))]),
        ["summary"] = operation.Summary,
        ["curl"] = string.Join(' ', curl),
    };
}

/// <summary>A field as a form needs it.</summary>
internal static class FieldDescription
{
    public static JsonObject Of(Contract contract, FieldPlan plan)
    {
        var field = plan.Field;
        var described = new JsonObject
        {
            ["name"] = field.Name,
            ["type"] = field.Type.ToString().ToLowerInvariant(),
            ["description"] = Description(contract, field),
            ["required"] = field.Required,
            ["readOnly"] = field.ReadOnly || plan.From is not null || field.SetOn is not null,
            ["writeOnly"] = field.WriteOnly,
            ["unique"] = field.Unique,
        };
        Add(described, "format", field.Format);
        Add(described, "pattern", field.Pattern);
        Add(described, "minimum", field.Minimum);
        Add(described, "maximum", field.Maximum);
        Add(described, "minLength", field.MinLength);
        Add(described, "maxLength", field.MaxLength);
        Add(described, "default", field.Default?.DeepClone());
        if (!field.Values.IsEmpty)
            described["values"] = new JsonArray([.. field.Values.Select(value => JsonValue.Create(value))]);
        if (field.Choice is { } choice)
            described["suggestions"] = new JsonArray([.. choice.Values[0].Select(value => JsonValue.Create(value))]);
        if (plan.Target is { } target)
            described["target"] = target.Resource.Id;
        if (!field.Members.IsEmpty)
            described["members"] = new JsonArray([.. field.Members.Select(member => JsonValue.Create(member.Name))]);
        // The name under which a request sends it.
        Add(described, "create", field.References?.Input ?? (plan.Written || (field is { OnCreate: true, ReadOnly: false } && field.Link is null) ? field.InputName : null));
        Add(described, "update", field is { OnUpdate: true, ReadOnly: false } && field.Link is null ? field.References?.Input ?? field.InputName : null);
        if (field.Link is { } link)
            described["linked"] = new JsonArray([.. plan.Linked.Select(linked => Linked(contract, linked.Inner, link))]);
        return described;
    }

    // Sent flat, with the record that is created together with it.
    private static JsonObject Linked(Contract contract, FieldPlan inner, LinkWord link)
    {
        var described = Of(contract, inner);
        described["name"] = link.FlatName(inner.Field);
        described["create"] = link.FlatName(inner.Field);
        described.Remove("update");
        return described;
    }

    private static string? Description(Contract contract, Field field) =>
        (Pointer.Find(contract.Json, field.Pointer) as JsonObject)?["description"]?.ToString();

    private static void Add(JsonObject described, string name, JsonNode? value)
    {
        if (value is not null)
            described[name] = value;
    }
}
