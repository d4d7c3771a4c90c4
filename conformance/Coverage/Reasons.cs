using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>Why something documented was never exercised, in a sentence that says what would help.</summary>
internal sealed class Reasons(RunResult result)
{
    // What a check can ask for. What a server says when it fails, wants money or a rest, none can.
    private static readonly ImmutableHashSet<int> Asked = [200, 201, 202, 204, 400, 401, 403, 404, 405, 406, 409, 412, 415, 422];

    private readonly Run _run = result.Run;

    private bool OnlyReads => _run.Options.Mode == RunMode.ReadOnly;

    /// <summary>Why an operation was never answered with a status.</summary>
    public string Of(Operation operation, int status)
    {
        if (result.Traffic is not null)
            return "The traffic did not show it.";
        if (!Asked.Contains(status))
            return $"No check provokes {status}: no request does so by itself.";
        if (_run.NotServedParts.All.FirstOrDefault(part => part.Has(operation)) is { } absent)
            return absent.Sentence;
        if (OnlyReads && operation.Writes)
            return "Read-only mode sends no writes; --mode full would.";
        if (status == 403 && _run.Options.Keys.Of(Credential.ReadOnly) is null)
            return "The key that may only read was not given; --readonly-key would help.";
        if (status == 403 && !operation.Writes)
            return "A key that may not write may read all the same, so nothing is refused for want of a right here.";
        return Selected ?? Open(rule => rule.Place.Operation == operation || (operation.Writes && rule.Place.Resource?.Name == operation.Resource))
            ?? Elsewhere(operation, status) ?? "No rule of this place leads to it, or the server answers otherwise.";
    }

    /// <summary>Why a field was never sent.</summary>
    public string OfSent(DeclaredField field)
    {
        if (result.Traffic is not null)
            return "No request sent it.";
        if (_run.AcceptedInputs.Refuses(field.Resource, field.Field))
            return "The server refuses it, and so it is left out.";
        return Selected ?? Open(rule => rule.Place.Resource == field.Resource && rule.Place.Field == field.Field) ?? "No check sends it here.";
    }

    /// <summary>Why a field was never shown.</summary>
    public static string OfShown(ImmutableArray<JsonOutline> records, Operation operation) =>
        records.Any(record => record.Members.Count > 0) ? "The server leaves it out."
        : operation.Kind == OperationKind.List ? "The list never showed a record."
        : "No answer showed a record.";

    private string? Elsewhere(Operation operation, int status) =>
        result.Exercised.Of(operation).Keys.Any(other => other / 100 == 2) && status / 100 == 2 ? "The server answers with another documented success."
        : _run.Declared.Operations.Any(other => result.Exercised.Of(other).ContainsKey(status)) ? "No rule of this place leads to it; it was seen at other operations, where such rules are tried."
        : null;

    private string? Selected => result.Results.Length < _run.Declared.Rules.Length
        ? $"Only {RunResult.Counted(result.Results.Length, "rule", "rules")} of {_run.Declared.Rules.Length} were judged; a run without --rule judges all."
        : null;

    private string? Open(Func<Rule, bool> isThere) => result.Results
        .Where(judged => judged.Verdict == VerdictKind.Inconclusive && isThere(judged.Rule))
        .GroupBy(judged => judged.Message).OrderByDescending(same => same.Count()).FirstOrDefault() is { } open
            ? $"{RunResult.Counted(open.Count(), "rule", "rules")} of this place could not be judged. {open.Key}"
            : null;
}
