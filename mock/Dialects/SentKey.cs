using System.Text;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>Finds keys in requests, where the schemes of an API expect them.</summary>
internal static class SentKey
{
    private const string Authorization = "Authorization";

    /// <summary>The key that a request carries as the scheme says, or null.</summary>
    public static string? Find(this SecurityScheme scheme, Func<string, string?> header, string query) => scheme.Place switch
    {
        SecurityPlace.Query => query.Length == 0 ? null : QueryParameters.Pairs(query).FirstOrDefault(pair => pair.Name == scheme.Name).Value,
        SecurityPlace.Cookie => header("Cookie")?.Split(';', StringSplitOptions.TrimEntries)
            .FirstOrDefault(cookie => cookie.StartsWith(scheme.Name + "=", StringComparison.Ordinal))?[(scheme.Name.Length + 1)..],
        SecurityPlace.Basic => After("Basic", header(Authorization)) is { } encoded ? UserOf(encoded) : null,
        SecurityPlace.Scheme => After(scheme.Name, header(Authorization)),
        // A bare key in this header may still follow the scheme that the header usually names.
        _ when string.Equals(scheme.Name, Authorization, StringComparison.OrdinalIgnoreCase) =>
            After("Bearer", header(scheme.Name)) ?? header(scheme.Name)?.Trim(),
        _ => header(scheme.Name)?.Trim(),
    };

    private static string? After(string word, string? value) =>
        value is not null && value.StartsWith(word, StringComparison.OrdinalIgnoreCase) && value.Length > word.Length && value[word.Length] == ' '
            ? value[word.Length..].Trim() : null;

    // HTTP's Basic is user:password in Base64 (RFC 7617).
    private static string? UserOf(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count).Split(':')[0] : null;
    }
}
