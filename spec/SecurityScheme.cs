using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Where a request carries its key.</summary>
public enum SecurityPlace
{
    /// <summary>After a word such as Bearer in the header Authorization.</summary>
    Scheme,

    /// <summary>The user name of HTTP's Basic.</summary>
    Basic,

    /// <summary>A header of its own.</summary>
    Header,

    /// <summary>A query parameter.</summary>
    Query,

    /// <summary>A cookie.</summary>
    Cookie,
}

/// <summary>One way to send a key (OpenAPI, Security Scheme Object).</summary>
/// <param name="Place">Where it is sent.</param>
/// <param name="Name">Of the scheme, header, parameter or cookie.</param>
public sealed record SecurityScheme(SecurityPlace Place, string Name)
{
    internal static ImmutableArray<SecurityScheme> Of(JsonObject root)
    {
        var schemes = root["components"]?["securitySchemes"] as JsonObject ?? [];
        var demanded = (root["security"] as JsonArray ?? []).OfType<JsonObject>()
            .SelectMany(requirement => requirement.Select(member => member.Key));
        return
        [
            .. demanded.Concat(schemes.Select(scheme => scheme.Key)).Distinct()
                .Select(name => Read(Pointer.Follow(root, schemes[name], "").Node)).OfType<SecurityScheme>().Distinct(),
        ];
    }

    private static SecurityScheme? Read(JsonNode? scheme) => (scheme?["type"]?.ToString(), scheme?["scheme"]?.ToString().ToLowerInvariant(),
        scheme?["in"]?.ToString(), scheme?["name"]?.ToString()) switch
    {
        ("http", "basic", _, _) => new SecurityScheme(SecurityPlace.Basic, "Basic"),
        ("http", "bearer", _, _) => new SecurityScheme(SecurityPlace.Scheme, "Bearer"),
        ("http", { } word, _, _) => new SecurityScheme(SecurityPlace.Scheme, word),
        // Tokens that were got by these are sent as RFC 6750 has it.
        ("oauth2" or "openIdConnect", _, _, _) => new SecurityScheme(SecurityPlace.Scheme, "Bearer"),
        ("apiKey", _, "header", { } name) => new SecurityScheme(SecurityPlace.Header, name),
        ("apiKey", _, "cookie", { } name) => new SecurityScheme(SecurityPlace.Cookie, name),
        ("apiKey", _, "query", { } name) => new SecurityScheme(SecurityPlace.Query, name),
        _ => null,
    };
}
