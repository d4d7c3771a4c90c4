using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports.HtmlPage;

/// <summary>A request and its answer, side by side.</summary>
internal static class HtmlExchange
{
    private static readonly string[] Telling =
        ["content-type", "location", "www-authenticate", "allow", "retry-after", "x-request-id", "x-correlation-id"];

    /// <summary>The last exchanges of a story; what came last is open.</summary>
    public static IEnumerable<XElement> All(Run run, IReadOnlyCollection<Exchange> exchanges, DetailLimits limits)
    {
        if (exchanges.Count > limits.Exchanges)
            yield return Html.Element("p", "quiet", $"The last {limits.Exchanges} of {exchanges.Count} exchanges:");
        foreach (var (index, exchange) in exchanges.TakeLast(limits.Exchanges).Index())
            yield return Of(run, exchange, limits.Body, isOpen: index == Math.Min(limits.Exchanges, exchanges.Count) - 1);
    }

    private static XElement Of(Run run, Exchange exchange, int most, bool isOpen)
    {
        var details = Html.Details("exchange",
            new object[]
            {
                new XElement("code", Text($"{exchange.Method} {exchange.Uri.PathAndQuery}")), " ",
                Html.Element("b", "status", exchange.StatusText), " ",
                Html.Element("span", "quiet", Wording.Of(exchange.Who)),
            },
            Html.Element("div", "sides",
                Html.Element("div", "side", Html.Element("h4", "label", "Request"), Block(Request(), exchange.RequestBody)),
                Html.Element("div", "side", Html.Element("h4", "label", "Answer"), Block(Answer(), exchange.Body))));
        if (isOpen)
            details.SetAttributeValue("open", "");
        return details;

        IEnumerable<string> Request() =>
        [
            $"{exchange.Method} {exchange.Uri.PathAndQuery}",
            .. exchange.Sent.Select(header => $"{header.Key}: {header.Value}"),
            .. exchange.ContentType is { } type ? [$"content-type: {type}"] : Array.Empty<string>(),
        ];

        IEnumerable<string> Answer() =>
        [
            exchange.StatusText,
            .. Telling.Where(exchange.Headers.ContainsKey).Select(name => $"{name}: {exchange.Headers[name]}"),
        ];

        XElement Block(IEnumerable<string> head, string? body) => new("pre",
            string.Join('\n', head.Select(Text)) + (string.IsNullOrEmpty(body) ? "" : "\n\n" + Html.Text(BodyText.Of(run.Redaction.Of(body), most))));

        string Text(string text) => Html.Text(Truncation.To(Truncation.Short, run.Redaction.Of(text)));
    }
}

/// <summary>A body for people: JSON indented where all of it can be shown.</summary>
internal static class BodyText
{
    // Indented, one line of a list of flags becomes many.
    private const int LongestIndented = 1_500;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="body">Without keys.</param>
    /// <param name="most">How many characters to show.</param>
    public static string Of(string body, int most) =>
        Truncation.To(most, body.Length <= Math.Min(most, LongestIndented) && Pretty(body) is { } pretty && pretty.Length <= 2 * most ? pretty : body);

    private static string? Pretty(string body)
    {
        if (body.AsSpan().TrimStart() is not ['{' or '[', ..])
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        // Half a surrogate pair is JSON to its grammar, and no text.
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
