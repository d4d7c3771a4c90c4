using PlanisoContract.Conformance.Execution;
using PlanisoContract.Tests;

namespace PlanisoContract.Quality.Own;

/// <summary>What the suite says of one case, and whether that is right.</summary>
internal static class OwnJudgment
{
    /// <summary>Judges the case's rule in a silo of its own.</summary>
    public static async Task<RuleResult> JudgeAsync(Case one, TestMock mock, SteppingClock clock) =>
        await Judge.JudgeAsync(Run.Create(one.Contract, await one.SiloAsync(mock), clock.Suite), one.Rule);

    /// <summary>What is wrong with the result, or null: a breakage has to fail, a reading to pass and to be recognized.</summary>
    public static string? Miss(Case one, RuleResult result)
    {
        if (one.Breaks)
            return result.Verdict == VerdictKind.Fail ? null : $"{one}: not noticed ({result.Verdict}). {result.Message}";
        return result.Verdict != VerdictKind.Pass ? $"{one}: a false alarm ({result.Verdict}). {result.Message}"
            : result.Reading != one.Mode.Name ? $"{one}: taken for {result.Reading}."
            : null;
    }
}
