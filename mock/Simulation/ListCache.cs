namespace PlanisoContract.Mock.Simulation;

/// <summary>The last answer of each list, for as long as no record of the silo changes: reading is most of what a mock does.</summary>
/// <remarks>Lists of which every request may ask for another part are not kept here; <see cref="Listings"/> has their order.</remarks>
internal sealed class ListCache(ApiPlan plan)
{
    private const int MostBytes = 1 << 20;

    // Some ten thousand records. Of these the last one alone is kept.
    private const int MostBytesOfGreat = 16 << 20;

    private readonly Kept?[] _kept = new Kept?[plan.Operations.Length];
    private Kept? _great;

    /// <summary>The answer to a call, as it was given before or as <paramref name="answer"/> makes it.</summary>
    public SimulatedResponse Get(Call call, Func<SimulatedResponse> answer)
    {
        if (!call.Operation.IsWhole)
            return answer();
        // Taken before the records are read: a change meanwhile makes the answer one that nobody gets again.
        var stamp = call.Stamp;
        ref var slot = ref _kept[call.Operation.Index];
        if (Fitting(Volatile.Read(ref slot), call, stamp) is { } kept)
            return kept;
        if (Fitting(Volatile.Read(ref _great), call, stamp) is { } great)
            return great;
        var response = answer();
        var made = new Kept(call.Operation, stamp, call.Tables, call.EmptyIsNotFound, response);
        if (response.Body.Length <= MostBytes)
            Volatile.Write(ref slot, made);
        else if (response.Body.Length <= MostBytesOfGreat)
            Volatile.Write(ref _great, made);
        return response;
    }

    private static SimulatedResponse? Fitting(Kept? kept, Call call, long stamp) =>
        kept is not null && kept.Operation == call.Operation && kept.Stamp == stamp && kept.Tables == call.Tables
        && kept.EmptyIsNotFound == call.EmptyIsNotFound ? kept.Response : null;

    // A reset makes other tables, whose versions start again.
    private sealed record Kept(OperationPlan Operation, long Stamp, Table[] Tables, bool EmptyIsNotFound, SimulatedResponse Response);
}
