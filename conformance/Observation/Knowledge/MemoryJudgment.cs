using System.Collections.Concurrent;
using PlanisoContract.Conformance.Observation.Judgments;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>
/// Judges exchanges by what those before them showed. What clients that nobody sees could have done meanwhile is unknown, and
/// never a violation, unless it is said that there are none.
/// </summary>
internal sealed class MemoryJudgment : ExchangeJudgment
{
    // Of more keys nothing is kept.
    private const int MaxSilos = 50;
    private const int MaxRecords = 20_000;

    // A server may still be at work on a write that nobody waits for any more.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    private readonly bool _onlyClient;
    private readonly WriteIntervals _intervals;
    private readonly ConcurrentQueue<WriteInterval> _lost = [];
    private readonly Dictionary<string, KnownSilo> _silos = [];
    private readonly RecordCapacity _capacity = new(MaxRecords);
    private readonly string? _other;
    private readonly KnownReadings _readings;
    private readonly WriteMemory _writes;
    private readonly ReadMemory _reads;
    private readonly IsolationMemory? _isolation;
    private readonly PageMemory _pages;

    /// <param name="session">Reads values; it sends nothing.</param>
    /// <param name="findings">Where to note what is seen.</param>
    /// <param name="onlyClient">Whether nobody else writes.</param>
    /// <param name="other">The hash of a key that opens another silo than all others; null where nothing is known of that.</param>
    public MemoryJudgment(Session session, Findings findings, bool onlyClient, string? other = null) : base(session, findings)
    {
        (_onlyClient, _other) = (onlyClient, other);
        _intervals = new WriteIntervals(Contract);
        _readings = new KnownReadings(Contract, rule => ValueVerdicts.Possible(Contract, findings, rule));
        _writes = new WriteMemory(session, findings, onlyClient);
        _reads = new ReadMemory(session, findings, onlyClient);
        _pages = new PageMemory(session, findings);
        _isolation = other is null ? null : new IsolationMemory(session, findings);
    }

    /// <summary>A write has begun; whatever is answered before its own answer may have seen it or not.</summary>
    /// <param name="operation">The operation; null where none is like it.</param>
    /// <param name="path">Below the prefix of the contract's paths.</param>
    /// <param name="identity">The record in its path, or null.</param>
    /// <param name="start">When.</param>
    public WriteInterval Began(Operation? operation, string path, string? identity, DateTimeOffset start) => _intervals.Begin(operation, path, identity, start);

    /// <summary>Nothing will be known of what came of a write.</summary>
    public void Lost(WriteInterval write, DateTimeOffset end)
    {
        _intervals.End(write, end + Late);
        _lost.Enqueue(write);
    }

    public override void Judge(ObservedExchange exchange) => Judge(exchange, null);

    /// <param name="exchange">Exchanges come in the order in which their answers ended.</param>
    /// <param name="own">Its interval, where it writes.</param>
    public void Judge(ObservedExchange exchange, WriteInterval? own)
    {
        while (_lost.TryDequeue(out var lost))
        {
            Doubt(lost, null, null);
            _pages.Forget();
        }
        var isDone = IsDone(exchange);
        if (own is not null && !(isDone && exchange.Answer.Refused))
            _pages.Forget();
        if (own is not null)
            _intervals.End(own, isDone ? exchange.Recorded.Ended : exchange.Recorded.Ended + Late);
        if (exchange.Operation is not { } operation || (operation.Writes && !isDone))
        {
            // Refused, it did nothing; reads without an operation do not either.
            if (own is not null && !(isDone && exchange.Answer.Refused))
                Doubt(own, exchange.Silo, null);
            return;
        }
        if (Silo(exchange) is not { } silo)
        {
            if (own is not null && exchange.Answer.Succeeded)
                Doubt(own, exchange.Silo, null);
            return;
        }
        // With two keys for one silo, one is to the other as a client that nobody sees.
        if (_onlyClient && own is not null && exchange.Answer.Succeeded)
            Doubt(own, exchange.Silo, RecordDoubt.IsClear(ResourceOf(operation), exchange.Identity) ? silo : null);
        var isAlone = _intervals.IsAlone(exchange, own);
        if (_onlyClient && IsFresh(exchange))
            _isolation?.Judge(exchange, silo, Separate(exchange.Silo));
        if (operation.Writes)
            _writes.Judge(exchange, silo, isAlone);
        else if (isAlone && IsFresh(exchange))
        {
            if (_onlyClient)
                _pages.Judge(exchange);
            _reads.Judge(exchange, silo);
        }
    }

    // The silos that no key of this one opens.
    private IEnumerable<KnownSilo> Separate(string? key) => _silos.Where(pair => _other is not null && (pair.Key == _other) != (key == _other)).Select(pair => pair.Value);

    // Whether the answer says what became of the request.
    private static bool IsDone(ObservedExchange exchange) => exchange.Recorded.Status is >= 200 and < 300 or (>= 400 and < 500 and not 408)
        && exchange.Answer.Outcome is not (Outcome.ServerError or Outcome.Unreadable);

    // What a cache between the client and the server kept may be old.
    private static bool IsFresh(ObservedExchange exchange) => exchange.Recorded.ResponseHeader("age") is null or "0"
        && exchange.Recorded.ResponseHeader("x-cache")?.Contains("hit", StringComparison.OrdinalIgnoreCase) != true;

    private KnownSilo? Silo(ObservedExchange exchange)
    {
        if (exchange.Silo is not { Length: > 0 } key || exchange.Recorded.LacksKeys)
            return null;
        if (!_silos.TryGetValue(key, out var silo) && _silos.Count < MaxSilos)
            _silos[key] = silo = new KnownSilo(Session, _readings, _capacity);
        return silo;
    }

    private void Doubt(WriteInterval write, string? key, KnownSilo? except)
    {
        foreach (var silo in _silos.Values.Except(key is null ? [] : Separate(key)).Where(silo => silo != except))
        {
            foreach (var record in Concerned(write).SelectMany(resource => write.Identity is null ? silo.Of(resource) : RecordDoubt.Named(silo, resource, write.Identity)).ToArray())
                RecordDoubt.Of(Contract, silo, record);
        }
    }

    // A create changes no record. What no operation is like may change any whose paths begin alike.
    private IEnumerable<Resource> Concerned(WriteInterval write) =>
        write.Operation is { } operation ? write.Identity is null ? [] : [ResourceOf(operation)]
        : Contract.Operations.Where(other => Start($"{other.Path}") == Start(write.Path)).Select(ResourceOf).Distinct();

    private static string Start(string path) => path.Split('/', '.', '?')[1];
}
