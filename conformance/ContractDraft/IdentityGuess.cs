using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>The field of a schema that a path parameter names.</summary>
internal static class IdentityGuess
{
    /// <summary>The field, or null.</summary>
    /// <param name="schema">The flattened schema of the record.</param>
    /// <param name="document">Its document.</param>
    /// <param name="parameter">The path parameter; null where no path names a record.</param>
    /// <param name="ones">What one record is called.</param>
    public static string? Of(JsonObject schema, DocumentNode document, string? parameter, params IEnumerable<string> ones)
    {
        var names = (schema["properties"] as JsonObject ?? []).Where(property => CanIdentify(document, property.Value)).Select(property => property.Key).ToList();
        // /customers/{customer} names a customer by what a customer is usually named by.
        if (parameter is null || (names.TrueForAll(name => name != parameter) && ones.Any(one => ConventionalNames.Plain(one) == ConventionalNames.Plain(parameter))))
            return ConventionalNames.Identities.Take(5).Select(usual => names.Find(name => ConventionalNames.Plain(name) == usual)).FirstOrDefault(name => name is not null);
        var plain = ConventionalNames.Plain(parameter);
        // The whole name, then its end: petId, pet_id and PetID all name the id of a pet.
        return names.Find(name => name == parameter)
            ?? names.Find(name => ConventionalNames.Plain(name) == plain)
            ?? ConventionalNames.Identities.Where(usual => plain.EndsWith(usual, StringComparison.Ordinal))
                .Select(usual => names.Find(name => ConventionalNames.Plain(name) == usual)).FirstOrDefault(name => name is not null);
    }

    private static bool CanIdentify(DocumentNode document, JsonNode? property) =>
        Pointer.Follow(document.Root, property, "").Node is JsonObject && DocumentNode.Text(document.Flatten(property, ""), "type") is "string" or "integer";
}
