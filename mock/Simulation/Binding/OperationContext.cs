using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>One request that was let in: the operation, the modes in force, the tables that it acts on.</summary>
internal sealed class OperationContext
{
    private readonly Store _own;
    private readonly Store _outer;
    private readonly ActiveModes _defaultModes;
    private readonly TimeProvider _clock;
    private DateTime? _now;

    public OperationContext(OperationPlan operation, SimulatedRequest request, ApiState state, ApiState defaultState, TimeProvider clock)
    {
        Operation = operation;
        Request = request;
        Modes = state.Modes;
        _clock = clock;
        _defaultModes = defaultState.Modes;
        _own = _outer = state.Store;
        Tables = _own.Tables;
        if (state != defaultState && IsAnyShared(operation.Api))
        {
            _outer = defaultState.Store;
            Tables = [.. operation.Api.Resources.Select(resource => (IsShared(resource) ? _outer : _own).Tables[resource.Index])];
        }
    }

    public OperationPlan Operation { get; }

    public ApiPlan Plan => Operation.Api;

    public SimulatedRequest Request { get; }

    /// <summary>What the path and the query ask for, beside the operation.</summary>
    public OperationParameters Parameters { get; init; } = OperationParameters.None;

    public ActiveModes Modes { get; }

    /// <summary>All silos of the mock, for the few modes that look beyond one; null where there is but one.</summary>
    public Silos? Silos { get; init; }

    /// <summary>The time of the request, in whole seconds.</summary>
    public DateTime Now => _now ??= WholeSeconds(_clock.GetUtcNow().UtcDateTime);

    /// <summary>By resource.</summary>
    public Table[] Tables { get; }

    /// <summary>
    /// Whether an empty list is an error: if the silo says so or the door, for a silo without records may be met
    /// through another's door alone.
    /// </summary>
    public bool EmptyIsNotFound => Modes[Operation.Flags.EmptyNotFound] || _defaultModes[Operation.Flags.EmptyNotFound];

    /// <summary>Whether the tables are those of one silo, not partly of its door's.</summary>
    public bool IsWithinOne => Tables == _own.Tables;

    public Table Table(ResourcePlan resource) => Tables[resource.Index];

    /// <summary>Carries a write out, as if no other one were under way.</summary>
    public OperationResult Write(Func<OperationResult> write)
    {
        // The door's store always comes first, so that two writers never wait for each other.
        lock (_outer)
        {
            if (_own == _outer)
                return write();
            lock (_own)
                return write();
        }
    }

    /// <summary>What a new record holds in a field that no request set; null where nothing is declared.</summary>
    public object? Initial(FieldPlan field)
    {
        if (field == field.Owner.Identity || field == field.Owner.Number)
            return Sentinel.Generated;
        if (field.Field.SetOn is not null)
            return Modes[field.Input.CreateEpoch] ? DateTime.UnixEpoch : Now;
        return Modes[field.Input.DefaultOther]
            ? field.Default switch
            {
                bool flag => BoxedBoolean.Of(!flag),
                long integer => integer + 1,
                string text => text + "x",
                DateOnly day => day.AddDays(1),
                var other => other,
            }
            : field.Default;
    }

    /// <summary>Writes records as the operation shows them.</summary>
    public RecordWriter Writer() => IsWithinOne
        ? _own.Writers[Operation.Index] ??= new RecordWriter(Operation, Operation.Schema, Modes, Tables)
        : new RecordWriter(Operation, Operation.Schema, Modes, Tables);

    /// <summary>The records of the other silos that are in a mode which reaches beyond a silo; none unless this one is in it, too.</summary>
    public IEnumerable<Store> Elsewhere(ModeFlag mode) => !Modes[mode] || Silos is null ? []
        : Silos.All.Select(silo => silo.StateOf(Plan.Contract)).Where(state => state.Modes[mode]).Select(state => state.Store).Where(store => store != _own);

    private static DateTime WholeSeconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private bool IsAnyShared(ApiPlan api)
    {
        foreach (var resource in api.Resources)
        {
            if (_defaultModes[resource.Flags.Shared])
                return true;
        }
        return false;
    }

    // Records that live under others are reached through those.
    private bool IsShared(ResourcePlan resource) => _defaultModes[resource.Flags.Shared]
        || (Operation.Resource.Parent == resource && _defaultModes[Operation.Resource.Flags.Shared]);
}

/// <summary>What a request asks for in its path and query.</summary>
/// <param name="Identity">The identity in the path, as sent; empty without one.</param>
/// <param name="Parent">The parent's identity, which exists; null where records live under none.</param>
/// <param name="Filter">The filter in the path, as sent; null without one. One in the query is the simulation's to read.</param>
/// <param name="Format">The format that the answer has.</param>
/// <param name="Page">The part of the list that is wanted; null for all of it.</param>
internal sealed record OperationParameters(string Identity, long? Parent, string? Filter, string Format, Page? Page)
{
    public static readonly OperationParameters None = new("", null, null, "json", null);
}
