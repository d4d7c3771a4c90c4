using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
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
            json["contract"] = served.Contract.Api;
        return json;
    }

    private static JsonObject Unstubbed(ServeEvent served) => new()
    {
        ["status"] = served.Contract?.Status ?? served.Sent?.Status ?? StatusCodes.Status404NotFound,
        ["fromConfiguredStub"] = false,
    };

    private static JsonObject Response(ServeEvent served)
    {
        var json = new JsonObject { ["status"] = served.Contract?.Status ?? served.Sent?.Status };
        if (Headers(served) is { Count: > 0 } headers)
            json["headers"] = headers;
        // What nobody answered has its report below, as in WireMock.
        var body = served.IsLost ? default : served.Sent?.Body ?? default;
        json["bodyAsBase64"] = Convert.ToBase64String(body.Span);
        if (served.Sent?.Fault is { } fault)
            json["fault"] = fault;
        json["body"] = Encoding.UTF8.GetString(body.Span);
        return json;
    }

    private static JsonObject Headers(ServeEvent served)
    {
        var headers = served.Sent?.Headers ?? [];
        if (served.Contract is not { } contract)
            return LoggedRequest.Headers(headers);
        if (contract.ContentType is { } type)
            headers = [KeyValuePair.Create("Content-Type", new StringValues(type))];
        return LoggedRequest.Headers([.. headers, .. contract.Headers.GroupBy(header => header.Key, header => header.Value)
            .Select(same => KeyValuePair.Create(same.Key, new StringValues([.. same])))]);
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
        {
            return (served.Sent?.Notes ?? []).Select(note => new JsonObject
            {
                ["type"] = note.Type,
                ["timeOffsetNanos"] = (long)served.Took.TotalNanoseconds,
                ["data"] = new JsonObject { ["message"] = note.Message },
            });
        }
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
