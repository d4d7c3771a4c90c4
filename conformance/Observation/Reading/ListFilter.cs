using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>The one record that a list is narrowed by, by its identity.</summary>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Field">The field that refers to it.</param>
/// <param name="Identity">Its identity.</param>
internal sealed record ListFilter(string Parameter, Field Field, string Identity)
{
    /// <summary>Null where the list is not narrowed, or by something that names no record by its identity.</summary>
    public static ListFilter? Of(Contract contract, ObservedExchange exchange)
    {
        if (exchange.Operation is not { Filter: { } word } operation)
            return null;
        var values = word.InPath ? exchange.Values.TryGetValue(ParameterRole.Filter, out var inPath) ? [inPath] : []
            : exchange.Query.Where(parameter => IsParameter(operation, parameter.Key)).SelectMany(parameter => parameter).ToArray();
        return values is [{ Length: > 0 and < 10 } identity] && identity.All(char.IsAsciiDigit) && identity[0] != '0'
            ? new ListFilter(word.Parameter, contract.Resource(operation.Resource).Field(word.Field), identity) : null;
    }

    /// <summary>Whether a parameter of a query narrows a list.</summary>
    public static bool IsParameter(Operation operation, string name) => operation.Filter is { } word && (name == word.Parameter || name == word.Parameter + "[]");

    /// <summary>Whether a record that a list shows has the value; null where the list does not show it, or not in a way that is clear.</summary>
    public bool? IsOf(Session session, JsonObject record) => !session.TryGet(record, Field, out var shown) ? null
        : shown is JsonArray several ? several.All(one => FieldValue.Integer(one) is not null) ? several.Any(Is) : null
        : FieldValue.Integer(shown) is not null ? Is(shown) : null;

    /// <summary>Whether a record is known to have the value.</summary>
    public bool Fits(Session session, ModelRecord record) => record[Field] is { IsSure: true } held && held.Allows(session, Field,
        Field.Type == FieldType.Identities ? new JsonArray(FieldValue.Identity(Identity)) : FieldValue.Identity(Identity));

    private bool Is(JsonNode? value) => FieldValue.Integer(value) == FieldValue.Integer(Identity);
}
