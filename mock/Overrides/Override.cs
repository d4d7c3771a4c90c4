using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>An answer changed on purpose, in the contract's terms: which requests, how often, and what is different about their answers.</summary>
internal sealed record Override
{
    /// <summary>The operations that it is about.</summary>
    public required FrozenSet<Operation> Operations { get; init; }

    /// <summary>The key that the request must carry; null for any request, without a valid key too.</summary>
    public string? Key { get; init; }

    /// <summary>The identity that the path must name; null for any.</summary>
    public string? Identity { get; init; }

    /// <summary>Matching requests that are let through first.</summary>
    public int After { get; init; }

    /// <summary>How often it acts; null without a limit.</summary>
    public int? Times { get; init; }

    /// <summary>The share of matching requests that it acts on, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    public DelayRange? Delay { get; init; }

    public AnswerChange Change { get; init; } = new();

    /// <summary>Whether it starts switched on.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>As it was given, to be shown again.</summary>
    public required JsonElement Source { get; init; }
}

/// <summary>What is different about an answer.</summary>
internal sealed record AnswerChange
{
    /// <summary>The status to answer with; null for that of the contract's answer.</summary>
    public int? Status { get; init; }

    /// <summary>Seconds, for the header <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    public ConnectionFault? Fault { get; init; }

    public ResponseEdit Edit { get; init; } = ResponseEdit.None;

    /// <summary>Whether it leaves the answer as it is.</summary>
    public bool IsNone => Status is null && Fault is null && Edit.IsNone;

    /// <summary>Whether the operation is carried out all the same.</summary>
    /// <remarks>An answer that is cut off is an answer. Where a client is refused or gets none, nothing has happened.</remarks>
    public bool RunsOperation => Status is null or < 300 && Fault is null or ConnectionFault.Truncated;
}

/// <summary>Milliseconds; where both ends differ, a random number of them.</summary>
internal readonly record struct DelayRange(int From, int To)
{
    /// <summary>A day.</summary>
    public const int Longest = 24 * 60 * 60 * 1000;
}

/// <summary>Ways in which a connection breaks.</summary>
internal enum ConnectionFault
{
    /// <summary>It is reset before anything is sent.</summary>
    Reset,

    /// <summary>It is closed before anything is sent.</summary>
    Empty,

    /// <summary>It is closed in the middle of the answer.</summary>
    Truncated,

    /// <summary>Bytes are sent that are no HTTP, and it is closed.</summary>
    Garbage,
}

/// <summary>An override as it stands.</summary>
/// <param name="Id">Given by the mock, counted from 1.</param>
/// <param name="Definition">What it does.</param>
/// <param name="IsEnabled">Whether it is switched on.</param>
/// <param name="Used">How often it has acted.</param>
/// <param name="Unmet">The paths that met nothing in the last answer that it changed.</param>
internal sealed record OverrideState(int Id, Override Definition, bool IsEnabled, long Used, ImmutableArray<string> Unmet);

/// <summary>An override as it stands, with all that it has counted.</summary>
/// <param name="Id">Given by the mock, counted from 1.</param>
/// <param name="Definition">What it does.</param>
/// <param name="IsEnabled">Whether it is switched on.</param>
/// <param name="Seen">How many requests were about it.</param>
/// <param name="Used">How often it has acted.</param>
internal sealed record SavedOverride(int Id, Override Definition, bool IsEnabled, long Seen, long Used);
