namespace PlanisoContract.Conformance.Checking;

/// <summary>
/// Judgments of lists that other checks add to and take from meanwhile: what looks like a violation is looked at again,
/// and counts once it has shown every time.
/// </summary>
internal static class Retry
{
    private const int Tries = 5;

    public static async Task<Verdict> Judge(Func<Task<Verdict>> look)
    {
        for (var tries = 1; ; tries++)
        {
            var verdict = await Once(look);
            if (verdict is not Verdict.Fail || tries == Tries)
                return verdict;
        }
    }

    private static async Task<Verdict> Once(Func<Task<Verdict>> look)
    {
        try
        {
            return await look();
        }
        catch (ViolationException violation)
        {
            return violation.Verdict;
        }
    }
}
