using System.Xml.Linq;

namespace PlanisoContract.Conformance.Reports;

/// <summary>A request and its answer, side by side.</summary>
internal static class HtmlExchange
{
    private static readonly string[] Telling =
        ["content-type", "location", "www-authenticate", "allow", "retry-after", "x-request-id", "x-correlation-id"];

    /// <summary>The last exchanges of a story; what came last is open.</summary>
    public static IEnumerable<XElement> All(Run run, IReadOnlyCollection<Exchange> exchanges, Room room)
    {
        if (exchanges.Count > room.Exchanges)
            yield return Html.Element("p", "quiet", $"The last {room.Exchanges} of {exchanges.Count} exchanges:");
        foreach (var (index, exchange) in exchanges.TakeLast(room.Exchanges).Index())
            yield return Of(run, exchange, room.Body, isOpen: index == Math.Min(room.Exchanges, exchanges.Count) - 1);
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

        string Text(string text) => Html.Text(Cut.To(Cut.Short, run.Redaction.Of(text)));
    }
}
