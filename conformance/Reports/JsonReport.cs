using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Reports;

/// <summary><c>report.json</c>, for other tools: its members are fixed.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(RunResult result) => Written(new JsonObject
    {
        ["target"] = result.Target,
        ["api"] = result.Api,
        ["started"] = result.Started.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["tag"] = result.Run.Tag,
        ["mode"] = result.Run.Options.ModeName,
        ["insecure"] = result.Run.Options.Insecure,
        ["keys"] = JsonParts.Texts(result.Run.Options.Keys.Names),
        ["verdict"] = result.Headline,
        ["exitCode"] = result.ExitCode,
        ["summary"] = new JsonObject
        {
            ["pass"] = result.Count(Word.Pass),
            ["fail"] = result.Count(Word.Fail),
            ["inconclusive"] = result.Count(Word.Inconclusive),
            ["notServed"] = result.Count(Word.NotServed),
            ["error"] = result.Count(Word.Error),
        },
        ["notServed"] = JsonParts.Of(result.NotServed),
        ["requests"] = result.Requests,
        ["seconds"] = Math.Round(result.Elapsed.TotalSeconds, 3),
        ["rules"] = new JsonArray([.. result.Results.Select(Rule)]),
        ["profile"] = ProfileFile.Readings(result),
        ["drift"] = result.Drift is { } drift ? JsonParts.Of(drift) : null,
        ["cleanup"] = result.Cleanup is { } cleanup ? JsonParts.Of(cleanup) : null,
        ["walks"] = result.Walks is { } walks ? JsonParts.Of(walks) : null,
        ["coverage"] = JsonParts.Of(result.Coverage),
        ["fields"] = JsonParts.Fields(result),
    });

    /// <summary>JSON as files of the report have it.</summary>
    public static string Written(JsonObject json) => json.ToJsonString(Readable) + "\n";

    private static JsonObject Rule(RuleResult result) => new()
    {
        ["id"] = result.Rule.Id,
        ["verdict"] = Wording.Of(result.Word),
        ["reading"] = result.Reading,
        ["message"] = result.Message,
        ["operation"] = result.Operation,
        ["reproduce"] = JsonParts.Texts(result.Reproduce),
        ["expected"] = result.Expected,
        ["actual"] = result.Actual,
        ["declaredAt"] = result.DeclaredAt,
        ["source"] = result.Rule.Source,
        ["standing"] = Wording.Of(result.Rule.Standing),
    };
}
