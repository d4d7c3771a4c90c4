using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Reports;

/// <summary>The words that all reports share.</summary>
internal static partial class Wording
{
    /// <summary>What a reader must know of how the target was met; null where there is nothing.</summary>
    public static string? Caution(RunResult result) => result.Run.Options.Insecure
        ? "The target's certificate was not looked at (--insecure): whoever stood in between could have answered." : null;

    /// <summary><c>pass</c>, <c>fail</c>, <c>inconclusive</c>, <c>notServed</c> or <c>error</c>.</summary>
    public static string Of(Word word) => word == Word.NotServed ? "notServed" : word.ToString().ToLowerInvariant();

    /// <summary>As people read it.</summary>
    public static string Spoken(Word word) => word == Word.NotServed ? "not served" : Of(word);

    /// <summary>What is not served, in one line.</summary>
    public static string Of((Absence Absence, int Rules) notServed) =>
        $"{notServed.Absence.Sentence} {RunResult.Counted(notServed.Rules, "rule is", "rules are")} not judged for it.";

    public static string Of(Standing standing) => standing.ToString().ToLowerInvariant();

    /// <summary>Where a rule holds.</summary>
    public static string Of(Place place)
    {
        var field = place.Field is null ? null
            : $"{place.Resource}.{place.Field}{(place.Inner is null ? "" : $".{place.Inner}")}";
        return (place.Operation, field, place.Resource) switch
        {
            ({ } operation, { } shown, _) => $"{shown} in {operation}",
            ({ } operation, null, _) => operation.ToString(),
            (null, { } own, _) => own,
            (null, null, { } resource) => resource.ToString(),
            _ => "the whole API",
        };
    }

    /// <summary>What rules are listed under: the API, an operation or a resource.</summary>
    public static string GroupOf(Place place) =>
        place.Resource?.Name ?? place.Operation?.ToString() ?? "The whole API";

    /// <summary>File and line of a rule's declaration.</summary>
    public static string File(RuleResult result) => $"{result.DeclaredAt.Split('#')[0]}:{result.Line}";

    /// <summary>Counts of the words; the last two where there are such.</summary>
    public static string Counts(RunResult result) => string.Join(", ", Enum.GetValues<Word>()
        .Where(word => word <= Word.Inconclusive || result.Count(word) > 0).Select(word => $"{result.Count(word)} {Spoken(word)}"));

    /// <summary>What to know before a curl line is sent again.</summary>
    public static string Again(RunResult result) =>
        $"In the curl lines, values with {result.Run.Tag} are taken by now, and identities are those of this run: change them where it matters.";

    /// <summary>How much it took.</summary>
    public static string Effort(RunResult result) =>
        FormattableString.Invariant($"{result.Requests} requests in {result.Elapsed.TotalSeconds:0.0} seconds");
}
