namespace PlanisoContract.Conformance.Checks;

/// <summary>
/// Judgments of lists that other checks change meanwhile: what looks like a violation is judged again, and counts once it has
/// shown every time.
/// </summary>
internal static class Retry
{
    private const int Attempts = 5;

    public static async Task<Verdict> Judge(Func<Task<Verdict>> judge)
    {
        for (var attempt = 1; ; attempt++)
        {
            var verdict = await Once(judge);
            if (verdict is not Verdict.Fail || attempt == Attempts)
                return verdict;
        }
    }

    private static async Task<Verdict> Once(Func<Task<Verdict>> judge)
    {
        try
        {
            return await judge();
        }
        catch (ViolationException violation)
        {
            return violation.Verdict;
        }
    }
}
