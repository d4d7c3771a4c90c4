using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Judging;

/// <summary>The three words that a rule's judgment can come to.</summary>
internal enum Word
{
    Pass,
    Fail,
    Inconclusive,
}

/// <summary>A rule with its verdict, ready to be reported: every text in it is without keys.</summary>
internal sealed record RuleResult
{
    public required Rule Rule { get; init; }

    public required Word Word { get; init; }

    /// <summary>The tolerated reading that was observed; null unless the rule passed, and where what was seen fits several.</summary>
    public string? Reading { get; init; }

    /// <summary>What a person should read: the reading's sentence, the violation, or why nothing could be said.</summary>
    public required string Message { get; init; }

    /// <summary>The operation that the rule is about, or that the evidence ends with; null without requests.</summary>
    public string? Operation { get; init; }

    /// <summary>curl lines that show it again; empty unless the rule failed.</summary>
    public ImmutableArray<string> Reproduce { get; init; } = [];

    public string? Expected { get; init; }

    public string? Actual { get; init; }

    /// <summary>File and JSON pointer of the declaration.</summary>
    public required string DeclaredAt { get; init; }

    /// <summary>The line of the declaration in its file; the first is 1.</summary>
    public int Line { get; init; } = 1;

    /// <summary>How long its check took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The ids of the universal rules that the last of its exchanges violates, itself not among them.</summary>
    public ImmutableArray<string> Suspects { get; init; } = [];

    /// <summary>The exchanges of the check; of a violation, those that show it.</summary>
    public ImmutableArray<Exchange> Exchanges { get; init; } = [];

    /// <summary>Whether it passed in another reading than the default.</summary>
    public bool IsUnusual => Reading is not null && Reading != Rule.Default.Name;

    public override string ToString() => $"{Rule.Id}: {Word} {Message}";
}
