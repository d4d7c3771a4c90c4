namespace PlanisoContract.Conformance.Cleanup;

/// <summary>The end of a run that has written: it cleans up, and its ledger stays only where somebody may need it.</summary>
internal static class RunCleanup
{
    /// <summary>Cleans up; null where nothing was written.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ledger">Where its writes are noted, or null.</param>
    /// <param name="keeps">Whether the ledger was asked for, or belongs to a report.</param>
    public static async Task<CleanupResult?> Run(Run run, Ledger? ledger, bool keeps)
    {
        var result = await Cleaner.Clean(run);
        if (ledger is null)
            return result;
        if (result is not null)
            Note(ledger, result);
        ledger.Dispose();
        if (keeps || result is { IsFinished: false })
            return result is null ? null : result with { Ledger = ledger.Path };
        try
        {
            File.Delete(ledger.Path);
            return result;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return result is null ? null : result with { Ledger = ledger.Path };
        }
    }

    private static void Note(Ledger ledger, CleanupResult result)
    {
        try
        {
            ledger.Write(result);
        }
        catch (IOException)
        {
            // It says the same without that line: what is deleted is found deleted.
        }
    }
}
