using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Conformance.Drift;
using PlanisoContract.Conformance.StatefulTesting;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The parts of <c>report.json</c> beside verdicts.</summary>
internal static partial class JsonParts
{
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Operation id → path → JSON types.</summary>
    public static JsonObject Fields(RunResult result) => new(FieldNotes.Of(result).Select(operation => KeyValuePair.Create(operation.Key,
        (JsonNode?)new JsonObject(operation.Value.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Texts(field.Value)))))));

    /// <summary>A line for each resource, or operation, that is not served.</summary>
    public static JsonArray Of(IEnumerable<(Absence Absence, int Rules)> notServed) => List(notServed, one => new()
    {
        ["resource"] = one.Absence.Resource.Name,
        ["operation"] = one.Absence.Operation?.OperationId,
        ["message"] = one.Absence.Sentence,
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
