using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>One authorized request, bound to its operation: the modes in force, the tables that it acts on, what it asks for.</summary>
internal sealed class OperationContext
{
    private readonly RequestContext _request;
    private readonly Store _store;
    private readonly Store _outerStore;
    private DateTime? _now;

    public OperationContext(OperationResults results, RequestContext request, SharedTables shared)
    {
        Results = results;
        _request = request;
        _store = request.State.Store;
        Tables = shared.Of(results.Operation, request.State, _store, request.DefaultState, out _outerStore);
    }

    public OperationResults Results { get; }

    /// <summary>The records of the silo.</summary>
    public Store Store => _store;

    public OperationPlan Operation => Results.Operation;

    public SimulatedRequest Request => _request.Request;

    /// <summary>What the path and the query ask for, beside the operation.</summary>
    public OperationParameters Parameters { get; init; } = OperationParameters.None;

    public ActiveModes Modes => _request.Modes;

    /// <summary>Those of the default silo, for the few modes that concern more than one silo.</summary>
    public ActiveModes DefaultModes => _request.DefaultState.Modes;

    /// <summary>The time of the request, in whole seconds.</summary>
    public DateTime Now => _now ??= WholeSeconds(_request.Clock.GetUtcNow().UtcDateTime);

    /// <summary>By resource.</summary>
    public Table[] Tables { get; }

    /// <summary>Whether the tables are those of one silo, not partly of the default silo.</summary>
    public bool IsWithinOne => Tables == _store.Tables;

    public Table Table(ResourcePlan resource) => Tables[resource.Index];

    /// <summary>Carries a write out, as if no other one were under way.</summary>
    public OperationResult Write(Func<OperationResult> write)
    {
        // The default silo's store always comes first, so that two writers never wait for each other.
        lock (_outerStore)
        {
            if (_store == _outerStore)
                return write();
            lock (_store)
                return write();
        }
    }

    /// <summary>A record as the operation shows it.</summary>
    public ResultData One(Record record, WriteOptions options = default) => new ResultData.One(Writer(), record, options);

    /// <summary>Records as the operation shows them.</summary>
    public ResultData Many(List<Record> records, WriteOptions options) => new ResultData.Many(Writer(), records, options);

    /// <inheritdoc cref="OperationResults.Success"/>
    public OperationResult Success(ResultData? data, Func<string, string?>? known = null, long? created = null) =>
        Results.Success(Modes, data, known, created);

    /// <inheritdoc cref="OperationResults.Refusal(int, string, Func{string, string?}?, int?)"/>
    public OperationResult Refusal(int status, string sentence, Func<string, string?>? known = null, int? like = null) =>
        Results.Refusal(status, sentence, known, like);

    /// <inheritdoc cref="OperationResults.Refusal(IReadOnlyList{FieldError}, Func{string, string?}?)"/>
    public OperationResult Refusal(IReadOnlyList<FieldError> errors, Func<string, string?>? known = null) => Results.Refusal(errors, known);

    /// <summary>The refusal of a body that was not read.</summary>
    public OperationResult Refusal(ParsedBody body) => body.Refusal with { Operation = Operation };

    /// <summary>The stores of the other silos that are in a mode which reaches beyond a silo; none unless this one is in it, too.</summary>
    public IEnumerable<Store> OtherStores(ModeFlag mode) => !Modes[mode] ? []
        : _request.Silos.All.Select(silo => silo.StateOf(Operation.Api.Contract))
            .Where(state => state.Modes[mode]).Select(state => state.Store).Where(store => store != _store);

    private RecordWriter Writer() => Results.Writer(_store, Modes, Tables);

    private static DateTime WholeSeconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}

/// <summary>What a request asks for in its path and query.</summary>
/// <param name="Identity">The identity in the path, as sent; empty without one.</param>
/// <param name="Parent">The parent's identity, which exists; null where records are not nested.</param>
/// <param name="Filter">The filter in the path, as sent; null without one. One in the query is read by the list.</param>
/// <param name="Format">The format that the answer has.</param>
/// <param name="Page">The part of the list that is wanted; null for all of it.</param>
internal sealed record OperationParameters(string Identity, long? Parent, string? Filter, string Format, Page? Page)
{
    public static readonly OperationParameters None = new("", null, null, "json", null);
}
