using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

// Values that a check finds in answers.
internal sealed partial class Session
{
    /// <summary>The identity in a record as a path needs it, whether it is written as number or text.</summary>
    /// <exception cref="ViolationException">There is none.</exception>
    public static string IdentityOf(Resource resource, JsonObject record, Answer answer) =>
        record[resource.Identity.Name] is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
            && TextOf(value) is { Length: > 0 } identity
            ? identity
            : throw new ViolationException($"a record with its {resource.Identity}", answer.Summary, answer.Exchange);

    /// <summary>
    /// The value of a field in a record, under its own name or an alias; a linked record without its wrapper; a reference
    /// that is shown as a record as the record's identity. False where the record does not show the field (a shown null is true).
    /// </summary>
    public bool TryGet(JsonObject record, Field field, out JsonNode? value)
    {
        foreach (var name in field.Aliases.Prepend(field.Name))
        {
            if (record.TryGetPropertyValue(name, out value))
            {
                value = field.Link is null ? value : run.Dialect.Unwrap(value);
                return true;
            }
        }
        if (field.Refers is { Record: { } shownAs } refers && record.TryGetPropertyValue(shownAs, out value))
        {
            value = IdentitiesIn(value, Contract.Resource(refers.Resource).Identity.Name);
            return true;
        }
        value = null;
        return false;
    }

    /// <summary>A value as text, whether it is written as text, number or flag; null for anything else.</summary>
    internal static string? TextOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => null,
    };

    private static JsonNode? IdentitiesIn(JsonNode? shown, string identity) => shown switch
    {
        JsonObject record => record[identity]?.DeepClone(),
        JsonArray list => new JsonArray([.. list.Select(element => IdentitiesIn(element, identity))]),
        _ => shown?.DeepClone(),
    };
}
