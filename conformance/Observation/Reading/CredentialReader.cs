using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PlanisoContract.Conformance.Observation.Recordings;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Reading;

/// <summary>Finds the key of a request that somebody else made. Nothing keeps it: silos go by a hash.</summary>
internal sealed class CredentialReader(Contract contract)
{
    // Names under which keys stand in URLs; whatever stands there is shown nowhere.
    private static readonly ImmutableHashSet<string> InUrls = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase,
        "key", "api_key", "apikey", "api-key", "access_token", "token", "auth", "password", "secret", "signature", "sig");

    public static bool IsSecretParameter(string name) => InUrls.Contains(name);

    /// <summary>The key, and where it stood; null without any.</summary>
    public (string Key, CredentialPlace Place)? Read(RecordedExchange exchange, ILookup<string, string> query)
    {
        var authorization = exchange.RequestHeader("authorization")?.Trim();
        foreach (var scheme in contract.SecuritySchemes.DefaultIfEmpty(new SecurityScheme(SecurityPlace.Scheme, "Bearer")))
        {
            if (In(scheme, exchange, authorization, query) is { Length: > 0 } key)
                return (key, CredentialPlace.Declared);
        }
        if (authorization is { Length: > 0 })
            return (authorization[(authorization.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim(), CredentialPlace.OtherScheme);
        if (exchange.RequestHeaders.FirstOrDefault(header => header.Key.Equals("x-api-key", StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } named)
            return (named, CredentialPlace.Elsewhere);
        if (exchange.RequestHeader("cookie") is { Length: > 0 } cookie)
            return (cookie, CredentialPlace.Elsewhere);
        return query.Where(parameter => IsSecretParameter(parameter.Key)).SelectMany(parameter => parameter).FirstOrDefault(value => value.Length > 0) is { } inUrl
            ? (inUrl, CredentialPlace.Url) : null;
    }

    /// <summary>What stands for a key in memory.</summary>
    public static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12));

    private static string? In(SecurityScheme scheme, RecordedExchange exchange, string? authorization, ILookup<string, string> query) => scheme.Place switch
    {
        SecurityPlace.Query => query[scheme.Name].FirstOrDefault(),
        SecurityPlace.Header => exchange.RequestHeader(scheme.Name),
        SecurityPlace.Basic => authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) == true ? User(authorization[6..].Trim()) : null,
        _ => authorization?.StartsWith(scheme.Name + " ", StringComparison.OrdinalIgnoreCase) == true ? authorization[(scheme.Name.Length + 1)..].Trim() : null,
    };

    private static string? User(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0] : null;
    }
}
