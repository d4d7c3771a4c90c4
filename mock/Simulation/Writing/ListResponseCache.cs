using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>The last answer of each list, for as long as no record of the silo changes: reading is most of what a mock does.</summary>
/// <remarks>Lists of which every request may ask for another part are not kept here; <see cref="SortedListCache"/> has their order.</remarks>
internal sealed class ListResponseCache(ApiPlan plan)
{
    private const int MostBytes = 1 << 20;

    // Some ten thousand records. Of these the last one alone is kept.
    private const int MostBytesOfGreat = 16 << 20;

    private readonly Kept?[] _kept = new Kept?[plan.Operations.Length];
    private Kept? _great;

    /// <summary>The answer that was kept for the records as they are, or null.</summary>
    /// <param name="operation">The list.</param>
    /// <param name="tables">Whose records.</param>
    /// <param name="emptyIsNotFound"><see cref="OperationContext.EmptyIsNotFound"/>.</param>
    public SimulatedResponse? Find(OperationPlan operation, Table[] tables, bool emptyIsNotFound)
    {
        return Fitting(Volatile.Read(ref _kept[operation.Index])) ?? Fitting(Volatile.Read(ref _great));

        // A reset makes other tables, whose versions start again.
        SimulatedResponse? Fitting(Kept? kept) => kept is not null && kept.Operation == operation && kept.Tables == tables
            && kept.EmptyIsNotFound == emptyIsNotFound && kept.Stamp == StampOf(tables) ? kept.Response : null;
    }

    /// <summary>Makes the answer to a context, and keeps it if it is the same for everybody who asks.</summary>
    public SimulatedResponse Make(OperationContext context, Func<SimulatedResponse> make)
    {
        if (!context.Operation.IsWhole)
            return make();
        // Taken before the records are read: a change meanwhile makes the answer one that nobody gets again.
        var stamp = StampOf(context.Tables);
        var response = make();
        var made = new Kept(context.Operation, stamp, context.Tables, context.EmptyIsNotFound, response);
        if (response.Body.Length <= MostBytes)
            Volatile.Write(ref _kept[context.Operation.Index], made);
        else if (response.Body.Length <= MostBytesOfGreat)
            Volatile.Write(ref _great, made);
        return response;
    }

    // Changes with every write to any of the tables.
    private static long StampOf(Table[] tables)
    {
        var stamp = 0L;
        foreach (var table in tables)
            stamp += table.Version;
        return stamp;
    }

    private sealed record Kept(OperationPlan Operation, long Stamp, Table[] Tables, bool EmptyIsNotFound, SimulatedResponse Response);
}
