namespace PlanisoContract.Mock.Simulation;

/// <summary>The last answer of each list, for as long as no record of the silo changes: reading is most of what a mock does.</summary>
/// <remarks>Lists of which every request may ask for another part are not kept here; <see cref="Listings"/> has their order.</remarks>
internal sealed class ListCache(ApiPlan plan)
{
    // What is greater is asked for so rarely that its memory is worth more.
    private const int MostBytes = 1 << 20;

    private readonly Kept?[] _kept = new Kept?[plan.Operations.Length];

    /// <summary>The answer to a call, as it was given before or as <paramref name="answer"/> makes it.</summary>
    public SimulatedResponse Get(Call call, Func<SimulatedResponse> answer)
    {
        if (!call.Operation.IsWhole)
            return answer();
        // Taken before the records are read: a change meanwhile makes the answer one that nobody gets again.
        var stamp = call.Stamp;
        ref var slot = ref _kept[call.Operation.Index];
        if (Volatile.Read(ref slot) is { } kept && kept.Stamp == stamp && kept.Tables == call.Tables && kept.EmptyIsNotFound == call.EmptyIsNotFound)
            return kept.Response;
        var response = answer();
        if (response.Body.Length <= MostBytes)
            Volatile.Write(ref slot, new Kept(stamp, call.Tables, call.EmptyIsNotFound, response));
        return response;
    }

    // A reset makes other tables, whose versions start again.
    private sealed record Kept(long Stamp, Table[] Tables, bool EmptyIsNotFound, SimulatedResponse Response);
}
