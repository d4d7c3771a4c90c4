using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Host;

/// <summary>
/// Makes creates of an API overlap in silos that are told to break <see cref="Behaviors.UniqueParallel"/>: the simulator
/// answers too fast for two requests to meet by themselves.
/// </summary>
internal sealed class Races(Contract contract, Silos silos, TimeProvider clock)
{
    private const string Race = "race";

    private readonly Dialect _dialect = ApiPlan.Of(contract).Dialect;

    private readonly ImmutableArray<(Operation Create, ImmutableArray<Rule> Rules)> _courses =
    [
        .. from rule in contract.Rules
           where rule.Behavior == Behaviors.UniqueParallel
           group rule by contract.Operation(OperationKind.Create, rule.Place.Resource!) into course
           where course.Key is not null
           select (course.Key, course.ToImmutableArray()),
    ];

    private readonly ConcurrentDictionary<(Silo Silo, Operation Create), Meeting> _meetings = [];

    /// <summary>Where the request has to wait for another one, or null; it is null at once for a silo that breaks nothing.</summary>
    public Meeting? Find(SimulatedRequest request, Silo door)
    {
        if (request.Body.IsEmpty)
            return null;
        var silo = SiloOf(request) ?? door;
        if (silo.Settings.Broken.IsEmpty)
            return null;
        foreach (var (create, rules) in _courses)
        {
            if (create.Method.Method == request.Method && create.Path.Match(request.Path) is not null && rules.Any(rule => silo.Is(rule, Race)))
                return _meetings.GetOrAdd((silo, create), _ => new Meeting(clock));
        }
        return null;
    }

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

/// <summary>Two requests meet here, two by two.</summary>
internal sealed class Meeting(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

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
        await Task.WhenAny(mine.Task, Task.Delay(Patience, clock));
        lock (_lock)
        {
            if (_waiting == mine)
                _waiting = null;
            return mine.Task.IsCompleted;
        }
    }
}
