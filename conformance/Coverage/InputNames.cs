using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>Which fields an input sends, whatever names and form it has on the wire.</summary>
internal static class InputNames
{
    /// <param name="contract">Knows the linked resources.</param>
    /// <param name="resource">The resource that the input is of.</param>
    /// <param name="input">By field names.</param>
    /// <param name="extra">Input names as they stand, or null.</param>
    /// <returns>Names of fields, with a dot for what is inside a link; a name that is no field's stands as it is.</returns>
    public static ImmutableArray<string> Of(Contract contract, Resource resource, JsonObject input, JsonObject? extra) =>
    [
        .. input.SelectMany(member => Names(contract, resource, member.Key, member.Value)),
        .. (extra ?? []).Select(member => FieldOf(resource, member.Key)?.Name ?? member.Key),
    ];

    private static IEnumerable<string> Names(Contract contract, Resource resource, string name, JsonNode? value) =>
        resource.Fields.FirstOrDefault(field => field.Name == name)?.Link is { } link && value is JsonObject inner
            ? inner.Select(member => $"{name}.{member.Key}").Prepend(name)
            : [name];

    private static Field? FieldOf(Resource resource, string name) =>
        resource.Fields.FirstOrDefault(field => field.InputName == name || field.OtherInputs.Contains(name));
}
