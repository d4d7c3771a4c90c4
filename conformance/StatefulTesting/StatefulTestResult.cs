using System.Collections.Immutable;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>The result of random sequences of operations.</summary>
/// <param name="Walks">How many were begun.</param>
/// <param name="Steps">Commands in all of them, without those of shrinking.</param>
/// <param name="Seed">The same seed makes the same sequences.</param>
/// <param name="Mismatches">What was answered otherwise than predicted, each in its shortest sequence.</param>
internal sealed record StatefulTestResult(int Walks, int Steps, int Seed, ImmutableArray<Mismatch> Mismatches)
{
    /// <summary>How many had an answer that was not as predicted; many may have found the same.</summary>
    public int Found { get; init; }

    /// <summary>How many ended early: without an answer, or with one that could not be read.</summary>
    public int Ended { get; init; }

    /// <summary>Why fewer were run than asked for, or null.</summary>
    public string? Stopped { get; init; }
}

/// <summary>An answer that no tolerated reading explains, with the shortest sequence that was found to lead to it. Its texts hold no key.</summary>
/// <param name="Walk">Number of the sequence that found it, from 1.</param>
/// <param name="Steps">The sequence, a sentence for each command.</param>
/// <param name="Expected">What the model predicted for the last command.</param>
/// <param name="Actual">What came.</param>
/// <param name="Exchanges">Those of the shortest sequence.</param>
/// <param name="Reproduce">As curl lines.</param>
internal sealed record Mismatch(
    int Walk, ImmutableArray<string> Steps, string Expected, string Actual, ImmutableArray<Exchange> Exchanges, ImmutableArray<string> Reproduce)
{
    /// <summary>Whether it showed again when the sequence was repeated; where it did not, the sequence is as it was run.</summary>
    public bool ShowsAgain { get; init; } = true;
}
