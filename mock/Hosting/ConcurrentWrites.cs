using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Hosting;

/// <summary>
/// Makes creates and updates overlap in silos whose modes say what comes of that (<see cref="Behaviors.UniqueParallel"/>,
/// <see cref="Behaviors.ParallelUpdates"/>): the simulator answers too fast for two requests to overlap by themselves.
/// </summary>
internal sealed class ConcurrentWrites(Contract contract, Silos silos, TimeProvider clock)
{
    // Creates come in a crowd; of updates, most meet no other one, and all have to wait for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan UpdatePatience = TimeSpan.FromMilliseconds(60);

    private readonly Dialect _dialect = Dialect.Of(ApiPlan.Of(contract));

    private readonly ImmutableArray<(Operation Operation, ImmutableArray<(Rule Rule, string Mode)> Modes)> _operations =
    [
        .. from rule in contract.Rules
           from mode in ModesOf(rule)
           group (rule, mode) by rule.Place.Operation ?? contract.Operation(OperationKind.Create, rule.Place.Resource!) into at
           where at.Key is not null
           select (at.Key, at.ToImmutableArray()),
    ];

    private readonly ConcurrentDictionary<(Silo Silo, Operation Operation, string Path), Rendezvous> _waiting = [];

    /// <summary>Where the request has to wait for another one, or null; it is null at once for a silo without modes of its own.</summary>
    public Rendezvous? Find(SimulatedRequest request, Silo anonymous)
    {
        if (request.Body.IsEmpty)
            return null;
        var silo = SiloOf(request) ?? anonymous;
        if (silo.Settings.Broken.IsEmpty && silo.Settings.Profile.IsEmpty)
            return null;
        foreach (var (operation, modes) in _operations)
        {
            if (operation.Method.Method != request.Method || operation.Path.Match(request.Path) is null || !modes.Any(mode => silo.Is(mode.Rule, mode.Mode)))
                continue;
            // Creates meet each other, updates those of the same record.
            return operation.Kind == OperationKind.Create
                ? _waiting.GetOrAdd((silo, operation, ""), _ => new Rendezvous(clock, Patience))
                : _waiting.GetOrAdd((silo, operation, request.Path), _ => new Rendezvous(clock, UpdatePatience));
        }
        return null;
    }

    private static string[] ModesOf(Rule rule) => rule.Behavior == Behaviors.UniqueParallel ? ["race"]
        : rule.Behavior == Behaviors.ParallelUpdates ? ["last-wins", "one-refused", "lost"] : [];

    private Silo? SiloOf(SimulatedRequest request)
    {
        foreach (var key in _dialect.Credentials(request).Keys ?? [])
        {
            if (silos.Find(key) is { } access)
                return access.Silo;
        }
        return null;
    }
}

/// <summary>Where one request waits for another one, two by two.</summary>
internal sealed class Rendezvous(TimeProvider clock, TimeSpan patience)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;

    /// <summary>Whether another request came while this one waited, or waits already.</summary>
    public async Task<bool> WaitAsync()
    {
        TaskCompletionSource mine;
        lock (_lock)
        {
            if (_waiting is { } other)
            {
                _waiting = null;
                other.SetResult();
                return true;
            }
            _waiting = mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await Task.WhenAny(mine.Task, Task.Delay(patience, clock));
        lock (_lock)
        {
            if (_waiting == mine)
                _waiting = null;
            return mine.Task.IsCompleted;
        }
    }
}
