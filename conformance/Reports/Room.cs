namespace PlanisoContract.Conformance.Reports;

/// <summary>How much each of many violations may say, so that the page of a target that breaks everything can still be opened.</summary>
/// <param name="Exchanges">The last so many.</param>
/// <param name="Body">Characters of a body.</param>
/// <param name="Lines">The last so many curl lines.</param>
internal sealed record Room(int Exchanges, int Body, int Lines)
{
    /// <summary>What follows from something else is looked at last.</summary>
    public static readonly Room Follower = new(1, 300, 2);

    public static Room For(int violations) => violations switch
    {
        <= 40 => new Room(8, 3_000, 12),
        <= 200 => new Room(4, 1_000, 6),
        _ => new Room(1, 400, 2),
    };
}
