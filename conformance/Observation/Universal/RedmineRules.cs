using System.Text.RegularExpressions;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Universal;

/// <summary>What every answer in the dialect <c>redmine</c> must obey.</summary>
internal static partial class RedmineRules
{
    // Their parameter turns an answer into a script, where a server has that switched on.
    private static readonly string[] Scripts = ["callback=", "jsonp="];

    public static string? FormatAnswer(Contract contract, Exchange exchange)
    {
        // An unknown suffix is refused in whatever way the server likes, and so are its own faults.
        if (exchange.Body.Length == 0 || exchange.Status is 406 or >= 500 || Suffix().Match(exchange.Uri.AbsolutePath) is not { Success: true } suffix
            || Scripts.Any(parameter => exchange.Uri.Query.Contains(parameter, StringComparison.Ordinal)))
            return null;
        var format = suffix.Groups[1].Value;
        var type = exchange.Headers.GetValueOrDefault("content-type", "");
        var parts = type.Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Equals($"application/{format}", StringComparison.OrdinalIgnoreCase))
            return $"{exchange.Status} to a path that ends in .{format} with {(type.Length == 0 ? "no Content-Type" : $"Content-Type {type}")}";
        if (parts.FirstOrDefault(part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase)) is { } charset
            && !charset[8..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return $"{exchange.Status} in {charset[8..]}, not in UTF-8";
        // XML may have a mark in front, JSON must not.
        var fault = format == "xml" ? XmlShape.Read(exchange.Body) is null ? "it is not well-formed" : exchange.IsUtf8 ? null : exchange.TextFault
            : exchange.JsonFault ?? (exchange.Json is null ? "it is null" : null);
        return fault is null ? null : $"{exchange.Status} with a body that is no {format.ToUpperInvariant()} ({fault.TrimEnd('.')}): {exchange.Start}";
    }

    public static string? RefusalEmpty(Contract contract, Exchange exchange) =>
        exchange is { Operation: not null, Status: 401 or 403 or 404 or 412, Body.Length: > 0 } && IsRouted(exchange)
            ? $"{exchange.Status} with a body: {exchange.Start}"
            : null;

    public static string? ErrorList(Contract contract, Exchange exchange) =>
        exchange.Status == 422 && RedmineReader.Sentences(exchange.Content) is not { Length: > 0 }
            ? $"422 without a list of sentences: {exchange.Start}"
            : null;

    // An identity with a dot or a slash in it may lead to no operation at all, and then the router answers.
    private static bool IsRouted(Exchange exchange) => RoutedName().IsMatch(exchange.Uri.Segments[^1]);

    [GeneratedRegex(@"\.(json|xml)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\.[a-z]+$")]
    private static partial Regex RoutedName();
}
