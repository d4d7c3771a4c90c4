using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Judging;

/// <summary>What a whole run came to.</summary>
/// <param name="Run">The run.</param>
/// <param name="Results">In the order of the contract.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record RunResult(Run Run, ImmutableArray<RuleResult> Results, TimeSpan Elapsed)
{
    public const int Conforms = 0;
    public const int Violates = 1;
    public const int CouldNotJudge = 2;

    public string Api => Run.Contract.Api;

    public string Target => Run.Options.Base;

    public int Requests => Run.Transport.Requests;

    public ImmutableArray<RuleResult> Failed => [.. Results.Where(result => result.Word == Word.Fail)];

    /// <summary>Rules that were observed in another reading than their default.</summary>
    public ImmutableArray<RuleResult> Unusual => [.. Results.Where(result => result.IsUnusual)];

    /// <summary>Inconclusive rules by their reason, the most frequent first.</summary>
    public ImmutableArray<IGrouping<string, RuleResult>> Inconclusive =>
    [
        .. Results.Where(result => result.Word == Word.Inconclusive)
            .GroupBy(result => result.Message).OrderByDescending(group => group.Count()),
    ];

    public int Count(Word word) => Results.Count(result => result.Word == word);

    /// <summary>0 conforms, 1 violations, 2 could not judge.</summary>
    public int ExitCode =>
        Run.Transport.Down is not null || Results.All(result => result.Word == Word.Inconclusive) ? CouldNotJudge
        : Failed.IsEmpty ? Conforms
        : Violates;

    /// <summary>The verdict in one line.</summary>
    public string Headline => ExitCode switch
    {
        Conforms => $"{Target} conforms to the {Api} contract.",
        Violates => $"{Target} violates the {Api} contract: {Counted(Failed.Length, "rule", "rules")}.",
        _ when Run.Transport.Down is { } down => $"Could not judge {Target}: it stopped answering. {down}",
        _ => $"Could not judge {Target}: no rule was put to the test.",
    };

    /// <summary>A number with its noun.</summary>
    public static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
