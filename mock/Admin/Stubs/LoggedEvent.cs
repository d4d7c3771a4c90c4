using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Responses;
using PlanisoContract.Mock.Stubs.Serving;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>An entry of the journal as WireMock shows it (wiremock.org, "Admin API Reference", "ServeEvent").</summary>
internal static class LoggedEvent
{
    // WireMock has one, too: of what answers where no stub does.
    private static readonly Guid Nobody = Guid.NewGuid();

    public static JsonObject Of(Journal journal, ServeEvent served)
    {
        var definition = (served.Sent?.Definition ?? served.Stub?.Response)?.ToJson() ?? Unstubbed(served);
        var json = new JsonObject
        {
            ["id"] = journal.IdOf(served).ToString(),
            ["request"] = LoggedRequest.Of(served.Request),
            ["responseDefinition"] = definition,
            ["response"] = Response(served),
            ["wasMatched"] = served.Stub is not null,
            ["timing"] = Timing(served),
            ["subEvents"] = new JsonArray([.. SubEvents(served)]),
            ["stubMapping"] = served.Stub?.ToJson() ?? new JsonObject
            {
                ["id"] = Nobody.ToString(),
                ["request"] = new JsonObject { ["method"] = "ANY" },
                ["response"] = definition.DeepClone(),
                ["uuid"] = Nobody.ToString(),
            },
        };
        // Beyond WireMock: who answered where no stub did.
        if (served.Contract is not null)
            json["contract"] = served.Contract;
        return json;
    }

    private static JsonObject Unstubbed(ServeEvent served) => new()
    {
        ["status"] = served.Sent?.Status ?? StatusCodes.Status404NotFound,
        ["fromConfiguredStub"] = false,
    };

    private static JsonObject Response(ServeEvent served)
    {
        // What nobody answered has its report below, as in WireMock.
        var sent = served.Sent ?? new SentResponse(0, [], default);
        var body = served.IsLost ? default : sent.Body;
        var json = new JsonObject { ["status"] = sent.Status };
        if (sent.Headers.Count > 0 && !served.IsLost)
            json["headers"] = LoggedRequest.Headers(sent.Headers);
        json["bodyAsBase64"] = Convert.ToBase64String(body.Span);
        if (sent.Fault is not null)
            json["fault"] = sent.Fault;
        json["body"] = Encoding.UTF8.GetString(body.Span);
        return json;
    }

    private static JsonObject Timing(ServeEvent served)
    {
        var total = (int)served.Took.TotalMilliseconds;
        var delay = Math.Min(total, (int)(served.Sent?.Delay ?? default).TotalMilliseconds);
        return new JsonObject
        {
            ["addedDelay"] = delay,
            ["processTime"] = total - delay,
            ["responseSendTime"] = 0,
            ["serveTime"] = total - delay,
            ["totalTime"] = total,
        };
    }

    private static IEnumerable<JsonNode> SubEvents(ServeEvent served)
    {
        if (!served.IsLost)
            return [];
        return
        [
            new JsonObject
            {
                ["type"] = "REQUEST_NOT_MATCHED",
                ["timeOffsetNanos"] = (long)served.Took.TotalNanoseconds,
                ["data"] = new JsonObject
                {
                    ["status"] = StatusCodes.Status404NotFound,
                    ["contentType"] = "application/json",
                    ["report"] = Encoding.UTF8.GetString((served.Sent?.Body ?? default).Span),
                },
            },
        ];
    }
}
