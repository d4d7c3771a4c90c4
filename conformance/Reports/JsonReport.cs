using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.StatefulTesting;

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
            ["pass"] = result.Count(VerdictKind.Pass),
            ["fail"] = result.Count(VerdictKind.Fail),
            ["inconclusive"] = result.Count(VerdictKind.Inconclusive),
            ["notServed"] = result.Count(VerdictKind.NotServed),
            ["error"] = result.Count(VerdictKind.Error),
        },
        ["notServed"] = JsonParts.Of(result.NotServed),
        ["requests"] = result.Requests,
        ["seconds"] = Math.Round(result.Elapsed.TotalSeconds, 3),
        ["rules"] = new JsonArray([.. result.Results.Select(rule => Rule(result.Run, rule))]),
        ["profile"] = ProfileFile.Readings(result),
        ["drift"] = result.Drift is { } drift ? JsonParts.Of(drift) : null,
        ["traffic"] = result.Traffic is { } traffic ? JsonTraffic.Of(traffic) : null,
        ["cleanup"] = result.Cleanup is { } cleanup ? JsonParts.Of(cleanup) : null,
        ["walks"] = result.Walks is { } walks ? JsonParts.Of(walks) : null,
        ["coverage"] = JsonParts.Of(result.Coverage),
        ["fields"] = JsonParts.Fields(result),
    });

    /// <summary>JSON as files of the report have it.</summary>
    public static string Written(JsonObject json) => json.ToJsonString(Readable) + "\n";

    private static JsonObject Rule(Run run, RuleResult result) => new()
    {
        ["id"] = result.Rule.Id,
        ["verdict"] = Wording.Of(result.Verdict),
        ["reading"] = result.Reading,
        ["message"] = result.Message,
        ["operation"] = result.Operation,
        ["reproduce"] = JsonParts.Texts(result.Reproduce),
        ["exchanges"] = result.Verdict == VerdictKind.Fail ? JsonTraffic.Of(run, result.Exchanges) : null,
        ["expected"] = result.Expected,
        ["actual"] = result.Actual,
        ["declaredAt"] = result.DeclaredAt,
        ["source"] = result.Rule.Source,
        ["standing"] = Wording.Of(result.Rule.Standing),
    };
}

/// <summary>The parts of <c>report.json</c> beside verdicts.</summary>
internal static partial class JsonParts
{
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Operation id → path → JSON types.</summary>
    public static JsonObject Fields(RunResult result) => new(FieldNotes.Of(result).Select(operation => KeyValuePair.Create(operation.Key,
        (JsonNode?)new JsonObject(operation.Value.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Texts(field.Value)))))));

    /// <summary>A line for each resource, or operation, that is not served.</summary>
    public static JsonArray Of(IEnumerable<(NotServedPart NotServedPart, int Rules)> notServed) => List(notServed, one => new()
    {
        ["resource"] = one.NotServedPart.Resource.Name,
        ["operation"] = one.NotServedPart.Operation?.OperationId,
        ["message"] = one.NotServedPart.Sentence,
        ["rules"] = one.Rules,
    });

    public static JsonObject Of(DriftResult drift) => new()
    {
        ["baseline"] = drift.Baseline,
        ["rules"] = List(drift.Rules, rule => new()
        {
            ["rule"] = rule.Rule,
            ["kind"] = Kebab(rule.Kind),
            ["before"] = rule.Before,
            ["now"] = rule.Now,
            ["message"] = rule.Message,
        }),
        ["fields"] = List(drift.Fields, field => new()
        {
            ["operation"] = field.Operation,
            ["field"] = field.Field,
            ["kind"] = Kebab(field.Kind),
            ["before"] = field.Before,
            ["now"] = field.Now,
        }),
        ["notCompared"] = Texts(drift.NotCompared),
    };

    public static JsonObject Of(CleanupResult cleanup) => new()
    {
        ["removed"] = cleanup.Count(RecordState.Removed),
        ["deactivated"] = cleanup.Count(RecordState.Deactivated),
        ["remains"] = cleanup.Count(RecordState.Remains),
        ["ledger"] = cleanup.Ledger,
        ["unresolved"] = Texts(cleanup.Unresolved),
        ["unread"] = Texts(cleanup.Unread),
        ["leftBehind"] = List(cleanup.LeftBehind, record => new()
        {
            ["resource"] = record.Resource,
            ["identity"] = record.Identity,
            ["parent"] = record.Parent,
            ["state"] = Kebab(record.State),
            ["why"] = record.Why,
        }),
    };

    public static JsonObject Of(StatefulTestResult walks) => new()
    {
        ["walks"] = walks.Walks,
        ["steps"] = walks.Steps,
        ["seed"] = walks.Seed,
        ["stopped"] = walks.Stopped,
        ["mismatches"] = List(walks.Mismatches, mismatch => new()
        {
            ["walk"] = mismatch.Walk,
            ["steps"] = Texts(mismatch.Steps),
            ["expected"] = mismatch.Expected,
            ["actual"] = mismatch.Actual,
            ["reproduce"] = Texts(mismatch.Reproduce),
        }),
    };

    public static JsonObject Of(CoverageResult coverage) => new()
    {
        ["statuses"] = Share(coverage.Statuses),
        ["fields"] = Share(coverage.Fields),
        ["operations"] = List(coverage.Operations, operation => new()
        {
            ["operation"] = operation.Operation.OperationId,
            ["exchanges"] = operation.Exchanges,
            ["statuses"] = List(operation.Statuses, Of),
        }),
    };

    private static JsonObject Of(StatusCoverage status) => new()
    {
        ["status"] = status.Status,
        ["documented"] = status.IsDocumented,
        ["exchanges"] = status.Exchanges,
        ["whyNot"] = status.WhyNot,
        ["fields"] = List(status.Fields, field => new()
        {
            ["field"] = field.Field,
            ["side"] = Kebab(field.Side),
            ["declared"] = field.IsDeclared,
            ["exchanges"] = field.Exchanges,
            ["whyNot"] = field.WhyNot,
        }),
    };

    private static JsonObject Share((int Seen, int All) share) => new() { ["seen"] = share.Seen, ["all"] = share.All };

    private static JsonArray List<T>(IEnumerable<T> all, Func<T, JsonObject> one) => new([.. all.Select(item => (JsonNode)one(item))]);

    // PassesNoMore is passes-no-more.
    private static string Kebab<T>(T word)
        where T : struct, Enum => Humps().Replace(word.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Humps();
}

/// <summary><c>profile.json</c>: the readings of the target by rule, as <c>mock --profile</c> takes them.</summary>
internal static class ProfileFile
{
    public static string Of(RunResult result) => JsonReport.Written(Readings(result));

    /// <summary>What was observed, rule by rule. A rule with one reading says nothing about a server that passed it.</summary>
    public static JsonObject Readings(RunResult result)
    {
        var profile = new JsonObject();
        foreach (var passed in result.Results.Where(result => result.Reading is not null && result.Rule.Readings.Length > 1))
            profile[passed.Rule.Id] = passed.Reading;
        return profile;
    }
}
