using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;

namespace PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;

/// <summary>The formats that are checked (json-schema.org, "Validation", 7.3); all others are notes.</summary>
internal static class SchemaFormats
{
    private static readonly string[] Times = ["HH:mm:ssK", "HH:mm:ss.FFFFFFFK"];
    private static readonly string[] DateTimes = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static readonly ImmutableDictionary<string, Func<string, bool>> ByName = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
        new Dictionary<string, Func<string, bool>>
        {
            ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            ["date-time"] = text => HasOffset(text) && Is(text.ToUpperInvariant(), DateTimes),
            ["time"] = text => HasOffset(text) && Is(text.ToUpperInvariant(), Times),
            ["email"] = text => MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal),
            ["ipv4"] = text => text.Split('.').Length == 4 && IPAddress.TryParse(text, out var address) && address.ToString() == text,
            ["ipv6"] = text => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 && !text.Contains('%', StringComparison.Ordinal),
            ["hostname"] = text => Uri.CheckHostName(text) == UriHostNameType.Dns,
            ["uri"] = text => Uri.TryCreate(text, UriKind.Absolute, out _) && text.Contains(':', StringComparison.Ordinal),
            ["uri-reference"] = text => Uri.IsWellFormedUriString(text, UriKind.RelativeOrAbsolute),
            ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
            ["regex"] = text => BoundedRegex.TryParse(text, out _, out _),
        });

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-');

    private static bool Is(string text, string[] formats) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
