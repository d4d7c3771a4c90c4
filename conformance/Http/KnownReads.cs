using System.Collections.Immutable;

namespace PlanisoContract.Conformance.Http;

/// <summary>Reads that were seen to work, a few for each credential: asked again, they tell whether the target is there, and still takes the key.</summary>
internal sealed class KnownReads
{
    private const int Most = 3;

    private ImmutableList<Request> _reads = [];

    /// <summary>Notes a plain read that worked, the first of its kind.</summary>
    public void Note(Request request)
    {
        if (request.Body is null && request.Headers.IsEmpty && IsNew(_reads, request))
            ImmutableInterlocked.Update(ref _reads, reads => IsNew(reads, request) ? reads.Add(request) : reads);
    }

    /// <summary>Those of a credential.</summary>
    public IEnumerable<Request> Of(Credential who) => _reads.Where(read => read.Who == who);

    private static bool IsNew(ImmutableList<Request> reads, Request request) =>
        reads.Count(read => read.Who == request.Who) < Most && reads.TrueForAll(read => read.Who != request.Who || read.Route != request.Route);
}
