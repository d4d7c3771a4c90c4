using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>What a plain OpenAPI document says nothing of: the readings that sensible servers have, the commonest first.</summary>
internal static class OpenQuestions
{
    /// <summary>Readings by behavior, as far as the document gives reason to ask.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(PlainDocument document)
    {
        var hasKeys = document.Root["components"]?["securitySchemes"] is JsonObject { Count: > 0 };
        var mayConflict = document.Yaml.Contains("x-unique", StringComparison.Ordinal);
        return Rules.Where(rule => rule.Key switch
        {
            "wrong-key" or "key-required" or "permission" => hasKeys,
            "conflict-status" => mayConflict,
            _ => true,
        });
    }

    private static readonly ImmutableArray<KeyValuePair<string, string>> Rules =
    [
        new("invalid-status", "bad-request, unprocessable"),
        new("conflict-status", "conflict, unprocessable, bad-request"),
        new("wrong-key", "unauthorized, forbidden"),
        new("key-required", "unauthorized, forbidden, accepted"),
        new("permission", "forbidden, unauthorized"),
        new("json-body", "accepted, refused"),
        new("wrong-type", "refused, coerced"),
        new("unknown-parameter", "ignored, refused"),
        new("status", "documented, plain, no-content, empty-ok"),
        new("update-answer", "full, modified"),
        new("empty-update", "accepted, refused"),
        new("parallel-updates", "last-wins, merged, one-refused"),
        new("second-delete", "not-found, succeeds"),
        new("malformed-identity", "not-found, bad-request"),
        new("unknown-record", "not-found"),
        new("page-maximum", "capped, refused"),
        new("page-limit-wrong", "declared, refused"),
        new("page-offset-wrong", "zero, refused"),
        new("page-past-end", "empty, not-found"),
        new("unset", "'null', left-out, filled"),
        new("clear", "cleared, kept, refused"),
        new("read-only", "ignored, refused"),
        new("refers-unknown", "refused, not-found, stored"),
        new("unique-case", "exact, ignored"),
        new("unique-deleted", "free, taken"),
        new("timestamp-as", "iso"),
        new("several-clear", "cleared, kept"),
        new("entry-incomplete", "stored, refused"),
        new("flag-input", "accepted, ignored"),
        new("date-format", "refused, nulled, converted, stored"),
        new("date-exists", "refused, nulled, stored"),
    ];
}
