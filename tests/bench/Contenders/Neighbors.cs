using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Bench.Loads;

namespace PlanisoContract.Bench.Contenders;

/// <summary>A fake that runs on Node.</summary>
internal abstract class NodeContender : Contender
{
    public override ImmutableArray<string> Needs => ["node"];

    public override bool IsPackage => true;

    protected static Task<Server> RunAsync(
        Stage stage, string script, Func<int, IEnumerable<string>> arguments, Func<WorkRequest, string>? pathOf, Func<int, string>? beginningOf, CancellationToken stop) =>
        Server.OnPortAsync(Places.Program("node")!,
            port => [Path.Combine([stage.Packages, "node_modules", .. script.Split('/')]), .. arguments(port)], stage.Scratch, pathOf, beginningOf, stop);
}

/// <summary>Prism answers with the examples of our own contract, and validates against it.</summary>
internal sealed class Prism : NodeContender
{
    public override string Name => "prism";

    public override string Title => "Prism 5.14, our contract";

    public override string? Refuses(Work work) => work.Shares.Any(share => share.Request.Lists > 0)
        ? "it lists the two records of the document's example, however many are wanted" : null;

    public override Task<Server> StartAsync(Stage stage, CancellationToken stop) => RunAsync(stage, "@stoplight/prism-cli/dist/index.js",
        port => ["mock", "-h", "127.0.0.1", "-p", $"{port}", "--verboseLevel", "error", Path.Combine(Places.Root, "spec", "planiso.openapi.yaml")], null, null, stop);
}

/// <summary>json-server keeps the mock's records in its file: stateful, without keys and without rules.</summary>
internal sealed class JsonServer : NodeContender
{
    public override string Name => "json-server";

    public override string Title => "json-server 0.17";

    public override Task<Server> StartAsync(Stage stage, CancellationToken stop)
    {
        var path = stage.Answers[0].Request.Beginning.TrimEnd('/').Split('/');
        var file = stage.Write(Path.Combine(Name, "db.json"),
            new JsonObject { [path[^1]] = JsonNode.Parse(stage.Records) }.ToJsonString());
        var routes = stage.Write(Path.Combine(Name, "routes.json"),
            new JsonObject { [string.Join('/', path[..^1]) + "/*"] = "/$1" }.ToJsonString());
        return RunAsync(stage, "json-server/lib/cli/bin.js",
            port => ["-H", "127.0.0.1", "-p", $"{port}", "--quiet", "--id", "no", "--routes", routes, file], PathOf, null, stop);
    }

    // It knows no silos: the length of a list is asked for.
    private static string PathOf(WorkRequest request) => request.Lists > 0 ? $"{request.Path}?_limit={request.Lists}" : request.Path;
}

/// <summary>Mockoon with routes that answer as the mock did, by path and key.</summary>
internal sealed class Mockoon : NodeContender
{
    public override string Name => "mockoon";

    public override string Title => "Mockoon 9.9";

    public override Task<Server> StartAsync(Stage stage, CancellationToken stop)
    {
        var routes = stage.Answers.Select((answer, index) => Route(answer, index)).ToArray();
        var file = stage.Write(Path.Combine(Name, "environment.json"), new JsonObject
        {
            ["uuid"] = Uuid(0),
            ["lastMigration"] = 33,
            ["name"] = "bench",
            ["hostname"] = "127.0.0.1",
            ["routes"] = new JsonArray([.. routes]),
            ["rootChildren"] = new JsonArray([.. routes.Select(route => new JsonObject { ["type"] = "route", ["uuid"] = route["uuid"]!.ToString() })]),
            ["folders"] = new JsonArray(),
            ["headers"] = new JsonArray(),
            ["data"] = new JsonArray(),
            ["callbacks"] = new JsonArray(),
        }.ToJsonString());
        return RunAsync(stage, "@mockoon/cli/bin/run.js",
            port => ["start", "--data", file, "--port", $"{port}", "--hostname", "127.0.0.1", "--disable-log-to-file", "--disable-admin-api", "--repair", "--max-transaction-logs", "1"],
            null, stage.BeginningOf, stop);
    }

    private static JsonObject Route(Answer answer, int index) => new()
    {
        ["uuid"] = Uuid((10 * index) + 1),
        ["type"] = "http",
        ["method"] = answer.Request.Method.ToLowerInvariant(),
        ["endpoint"] = answer.Request.Path.TrimStart('/').Replace("{no}", ":no", StringComparison.Ordinal),
        ["documentation"] = "",
        ["responseMode"] = null,
        ["streamingMode"] = null,
        ["streamingInterval"] = 0,
        ["responses"] = new JsonArray(
            Response(Uuid((10 * index) + 2), answer.Status, answer.Text, answer.Headers, false,
                new JsonObject { ["target"] = "header", ["modifier"] = "Authorization", ["value"] = "Bearer " + answer.Request.Key, ["invert"] = false, ["operator"] = "equals" }),
            Response(Uuid((10 * index) + 3), 401, "", [], true)),
    };

    private static JsonObject Response(string uuid, int status, string body, IEnumerable<KeyValuePair<string, string>> headers, bool isDefault, params JsonObject[] rules) => new()
    {
        ["uuid"] = uuid,
        ["statusCode"] = status,
        ["label"] = "",
        ["latency"] = 0,
        ["headers"] = new JsonArray([.. headers.Select(header => new JsonObject { ["key"] = header.Key, ["value"] = header.Value })]),
        ["bodyType"] = "INLINE",
        ["body"] = body,
        ["rules"] = new JsonArray([.. rules]),
        ["rulesOperator"] = "OR",
        // Its templates are not needed; searching for them would cost it time.
        ["disableTemplating"] = true,
        ["fallbackTo404"] = false,
        ["default"] = isDefault,
        ["crudKey"] = "id",
        ["callbacks"] = new JsonArray(),
    };

    private static string Uuid(int number) => $"00000000-0000-4000-8000-{number:000000000000}";
}
