using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>The words that a rule's judgment can come to.</summary>
internal enum VerdictKind
{
    Pass,
    Fail,
    Inconclusive,

    /// <summary>The target does not have what the rule is about.</summary>
    NotServed,

    /// <summary>The suite itself went wrong.</summary>
    Error,
}

/// <summary>A rule with its verdict, ready to be reported: every text in it is without keys.</summary>
internal sealed record RuleResult
{
    public required Rule Rule { get; init; }

    public required VerdictKind Verdict { get; init; }

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

    /// <summary>Whether the last of its exchanges cannot be read as what it should be: no data where there must be some.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>The names of the fields that a violation shows in, where it shows in nothing else; else empty.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Whether the last of its exchanges is no success.</summary>
    public bool IsRefusedLast { get; init; }

    /// <summary>The last of its exchanges, or null.</summary>
    public Exchange? Last => Exchanges.LastOrDefault();

    /// <summary>The exchanges of the check; of a violation, those that show it.</summary>
    public ImmutableArray<Exchange> Exchanges { get; init; } = [];

    /// <summary>What the target does not serve, and the rule needs; else null.</summary>
    public NotServedPart? NotServedPart { get; init; }

    /// <summary>Of an inconclusive rule: whether an answer of the target stands in the way, or the lack of one, so that no key or record would help.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The id of the operation that gave its check no answer, or null.</summary>
    public string? Unanswered { get; init; }

    /// <summary>Whether it fails because nothing was answered at all.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>The id of the rule that tells for it what is wrong, or null.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether it passed in another reading than the default.</summary>
    public bool IsUnusual => Reading is not null && Reading != Rule.Default.Name;

    public override string ToString() => $"{Rule.Id}: {Verdict} {Message}";
}
