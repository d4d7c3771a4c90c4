using System.Collections.Immutable;
using System.Text;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>Sends a key where the document declares that it goes.</summary>
internal static class Signing
{
    // HTTP's Basic wants a password; with a key as the user name any will do.
    private const string AnyPassword = "x";

    /// <summary>The key in the place that a credential asks for, else in the one that the document demands first.</summary>
    public static SentCredential Sign(Contract contract, Credential who, string key)
    {
        SecurityPlace? place = who switch
        {
            Credential.InQuery => SecurityPlace.Query,
            Credential.InBasic => SecurityPlace.Basic,
            Credential.InCookie => SecurityPlace.Cookie,
            _ => null,
        };
        var scheme = contract.SecuritySchemes.FirstOrDefault(scheme => scheme.Place == place)
            ?? contract.SecuritySchemes.FirstOrDefault(new SecurityScheme(SecurityPlace.Scheme, "Bearer"));
        return who == Credential.WrongScheme ? Header("Authorization", $"Token {key}") : In(scheme, key);
    }

    public static SentCredential Header(string name, string value) => new(ImmutableArray.Create(KeyValuePair.Create(name, value)), "");

    public static SentCredential Query(string name, string key) => new([], $"{name}={Uri.EscapeDataString(key)}");

    /// <summary>What stands in the header of HTTP's Basic for a key.</summary>
    public static string Basic(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{AnyPassword}"));

    private static SentCredential In(SecurityScheme scheme, string key) => scheme.Place switch
    {
        SecurityPlace.Query => Query(scheme.Name, key),
        SecurityPlace.Basic => Header("Authorization", $"Basic {Basic(key)}") with { User = $"{key}:{AnyPassword}" },
        SecurityPlace.Header => Header(scheme.Name, key),
        SecurityPlace.Cookie => Header("Cookie", $"{scheme.Name}={key}"),
        _ => Header("Authorization", $"{scheme.Name} {key}"),
    };
}
