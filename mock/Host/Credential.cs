using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Host;

/// <summary>Where a request carries its key.</summary>
internal enum CredentialPlace
{
    /// <summary>After a word such as Bearer in the header Authorization.</summary>
    Scheme,

    /// <summary>The user name of HTTP's Basic.</summary>
    Basic,

    /// <summary>A header of its own.</summary>
    Header,

    /// <summary>A query parameter.</summary>
    Query,
}

/// <summary>One way to send a key, as OpenAPI declares it (Security Scheme Object).</summary>
/// <param name="Place">Where it is sent.</param>
/// <param name="Name">Of the scheme, header or parameter.</param>
internal sealed record Credential(CredentialPlace Place, string Name)
{
    /// <summary>The ways that an API declares, the one that it demands first.</summary>
    public static ImmutableArray<Credential> Of(Contract contract)
    {
        var schemes = contract.Json["components"]?["securitySchemes"] as JsonObject ?? [];
        var demanded = (contract.Json["security"] as JsonArray ?? []).OfType<JsonObject>()
            .SelectMany(requirement => requirement.Select(member => member.Key));
        return
        [
            .. demanded.Concat(schemes.Select(scheme => scheme.Key)).Distinct()
                .Select(name => Read(schemes[name])).OfType<Credential>(),
        ];
    }

    /// <summary>The key in a request, or null.</summary>
    public string? Find(Func<string, string?> header, string query) => Place switch
    {
        CredentialPlace.Header => header(Name),
        CredentialPlace.Query => QueryText.Pairs(query).FirstOrDefault(pair => pair.Name == Name).Value,
        CredentialPlace.Basic => After("Basic", header("Authorization")) is { } encoded ? UserOf(encoded) : null,
        _ => After(Name, header("Authorization")),
    };

    private static Credential? Read(JsonNode? scheme) => (scheme?["type"]?.ToString(), scheme?["scheme"]?.ToString().ToLowerInvariant(),
        scheme?["in"]?.ToString(), scheme?["name"]?.ToString()) switch
    {
        ("http", "basic", _, _) => new Credential(CredentialPlace.Basic, "Basic"),
        ("http", "bearer", _, _) => new Credential(CredentialPlace.Scheme, "Bearer"),
        ("http", { } word, _, _) => new Credential(CredentialPlace.Scheme, word),
        ("apiKey", _, "header", { } name) => new Credential(CredentialPlace.Header, name),
        ("apiKey", _, "query", { } name) => new Credential(CredentialPlace.Query, name),
        _ => null,
    };

    private static string? After(string scheme, string? value) =>
        value is not null && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && value.Length > scheme.Length && value[scheme.Length] == ' '
            ? value[scheme.Length..].Trim() : null;

    private static string? UserOf(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count).Split(':')[0] : null;
    }
}
