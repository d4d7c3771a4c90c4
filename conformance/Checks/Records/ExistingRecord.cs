using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A record that was there before the run.</summary>
/// <param name="Identity">As a path needs it.</param>
/// <param name="Listed">As the list shows it.</param>
/// <param name="Found">As finding it shows it; where nothing finds it, as the list does.</param>
/// <param name="Exchange">That shows <paramref name="Found"/>.</param>
internal sealed record ExistingRecord(string Identity, JsonObject Listed, JsonObject Found, Exchange Exchange);

/// <summary>The records that are there: what a run looks at that may not make its own.</summary>
internal static class ExistingRecords
{
    // Finding each of thousands would take minutes; these stand for the others.
    private const int Most = 6;

    /// <summary>The list, with at least so many records.</summary>
    /// <exception cref="PreconditionException">It has fewer.</exception>
    public static async Task<Answer> ReadAtLeast(this Session session, Resource resource, int least)
    {
        var list = await session.ReadAll(resource);
        return list.Records.Length >= least
            ? list
            : throw new PreconditionException($"the list shows {list.Records.Length} of {resource}; this takes {least}, and read-only mode makes none");
    }

    /// <summary>A few records from all over the list, each found; never none.</summary>
    /// <exception cref="PreconditionException">There is none, or one is not found.</exception>
    public static async Task<ImmutableArray<ExistingRecord>> SampleOfRecords(this Session session, Resource resource)
    {
        var list = await session.ReadAtLeast(resource, 1);
        var some = ImmutableArray.CreateBuilder<ExistingRecord>();
        foreach (var listed in Spread(list.Records))
        {
            var identity = Session.IdentityOf(resource, listed, list);
            if (!session.Offers(OperationKind.Find, resource))
            {
                some.Add(new ExistingRecord(identity, listed, listed, list.Exchange));
                continue;
            }
            var found = await session.Read(resource, identity);
            some.Add(new ExistingRecord(identity, listed, found.Record, found.Exchange));
        }
        return some.ToImmutable();
    }

    /// <summary>The first value that comes a second time, or null.</summary>
    public static string? FirstRepeated(IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return values.FirstOrDefault(value => !seen.Add(value));
    }

    private static IEnumerable<JsonObject> Spread(ImmutableArray<JsonObject> records) =>
        Enumerable.Range(0, Math.Min(Most, records.Length))
            .Select(nth => records[records.Length <= Most ? nth : (int)((long)nth * (records.Length - 1) / (Most - 1))]);
}
