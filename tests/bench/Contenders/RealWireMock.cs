using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Loads;

namespace PlanisoContract.Bench.Contenders;

/// <summary>The real WireMock with stubs that answer as the mock did: by path and key, a body checked for what is required.</summary>
internal sealed class RealWireMock(bool journal) : Contender
{
    private const int LongList = 1_000;

    public override string Name => journal ? "wiremock" : "wiremock-no-journal";

    public override string Title => journal ? "WireMock 3.13.2" : "WireMock 3.13.2, journal off";

    public override ImmutableArray<string> Needs => ["java"];

    public override bool IsPackage => true;

    public override string? Refuses(Work work) => journal && work.Shares.Any(share => share.Request.Lists > LongList)
        ? "its journal would keep each answer of megabytes until the memory is full" : null;

    public override Task<Server> StartAsync(Stage stage, CancellationToken stop)
    {
        foreach (var (answer, index) in stage.Answers.Select((answer, index) => (answer, index)))
            stage.Write(Path.Combine(Name, "mappings", $"{index}.json"), Stub(answer).ToJsonString());
        var jar = Directory.GetFiles(Path.Combine(stage.Packages, "node_modules", "wiremock", "build"), "*.jar").First();
        return Server.OnPortAsync(Places.Program("java")!,
            port => (string[])["-jar", jar, "--port", $"{port}", "--bind-address", "127.0.0.1", "--disable-banner", "--root-dir", Path.Combine(stage.Scratch, Name), .. journal ? (string[])[] : ["--no-request-journal"]],
            stage.Scratch, null, stage.BeginningOf, stop);
    }

    private static JsonObject Stub(Answer answer)
    {
        var request = new JsonObject
        {
            ["method"] = answer.Request.Method,
            ["headers"] = new JsonObject { ["Authorization"] = new JsonObject { ["equalTo"] = "Bearer " + answer.Request.Key } },
        };
        if (answer.Request.Path.Contains("{no}", StringComparison.Ordinal))
            request["urlPathPattern"] = answer.Request.Path.Replace("{no}", "[0-9]+", StringComparison.Ordinal);
        else
            request["urlPath"] = answer.Request.Path;
        if (answer.Request.Requires is { } required)
            request["bodyPatterns"] = new JsonArray(new JsonObject { ["matchesJsonPath"] = required });
        return new JsonObject
        {
            ["request"] = request,
            ["response"] = new JsonObject
            {
                ["status"] = answer.Status,
                ["headers"] = new JsonObject(answer.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
                ["body"] = answer.Text,
            },
        };
    }
}
