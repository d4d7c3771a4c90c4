using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Quality.Published;

/// <summary>A case that was judged wrongly.</summary>
internal sealed record Miss(Case Case, string Reason);

/// <summary>So many out of so many.</summary>
internal readonly record struct Share(int Part, int All);

/// <summary>A line of the table: who judged which API, and what came of it.</summary>
internal sealed record Row
{
    public const string Suite = "this suite";

    /// <summary>The API's title.</summary>
    public required string Api { get; init; }

    /// <summary>Who judged it.</summary>
    public required string By { get; init; }

    /// <summary>Rules of the suite; of a neighbor, the tests that pass on a server that conforms, out of those that it makes.</summary>
    public required Share Tests { get; init; }

    public required Share Caught { get; init; }

    public required Share Quiet { get; init; }

    /// <summary>Of a whole run on a server that conforms.</summary>
    public required int Requests { get; init; }

    /// <summary>How long that took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What was judged wrongly; kept for the suite alone, since only it claims to catch all.</summary>
    public ImmutableArray<Miss> Misses { get; init; } = [];

    /// <summary>Why there is nothing to show, or null.</summary>
    public string? Absent { get; init; }

    public static Row OfSuite(Contract contract, ImmutableArray<Miss> misses, int requests, TimeSpan elapsed)
    {
        return new Row
        {
            Api = contract.Title,
            By = Suite,
            Tests = new Share(contract.Rules.Length, contract.Rules.Length),
            Caught = Right(Case.Breakages(contract).Count(), breaks: true),
            Quiet = Right(Case.Readings(contract).Count(), breaks: false),
            Requests = requests,
            Elapsed = elapsed,
            Misses = misses,
        };

        Share Right(int all, bool breaks) => new(all - misses.Count(miss => miss.Case.Breaks == breaks), all);
    }

    public static Row Missing(Contract contract, string by, string reason) => new()
    {
        Api = contract.Title,
        By = by,
        Tests = default,
        Caught = default,
        Quiet = default,
        Requests = 0,
        Elapsed = default,
        Absent = reason,
    };
}
