using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What the commands of one sequence share: the session, the model, and which record each symbol stands for.</summary>
internal sealed class CommandContext
{
    private readonly Dictionary<Symbol, ModelRecord> _records = [];
    private readonly Run _run;

    public CommandContext(Run run, Capabilities capabilities, KnownReadings readings)
    {
        _run = run;
        Capabilities = capabilities;
        Session = new Session(run);
        Model = new Model(Session, readings);
    }

    public Session Session { get; }

    public Model Model { get; }

    public Capabilities Capabilities { get; }

    public Contract Contract => _run.Contract;

    public DateTimeOffset Now => _run.Clock.GetUtcNow();

    public ModelRecord this[Symbol symbol] => _records[symbol];

    public bool Knows(Symbol symbol) => _records.ContainsKey(symbol);

    public ModelRecord? Find(Symbol? symbol) => symbol is { } name ? _records.GetValueOrDefault(name) : null;

    public void Bind(Symbol symbol, ModelRecord record) => _records[symbol] = record;

    public Operation Operation(OperationKind kind, Resource resource) => Contract.Operation(kind, resource)
        ?? throw new PreconditionException($"The API offers no {kind.ToString().ToLowerInvariant()} of {resource}.");

    /// <summary>The value that a choice stands for now; a new one where it stands for none.</summary>
    public JsonNode? Value(ValueChoice choice, Resource resource, Field field, JsonNode? held) => choice.Source switch
    {
        ValueSource.Held => Find(choice.From)?.Held(Session, field).Copy(),
        ValueSource.Former => Find(choice.From)?.Former(field).Copy(),
        ValueSource.Empty => field.IsPlain ? "" : new JsonArray(),
        _ => null,
    } ?? Fresh(resource, field, held);

    // Another value than the field holds, where there is another.
    private JsonNode Fresh(Resource resource, Field field, JsonNode? held)
    {
        try
        {
            return Session.OtherValue(resource, field, held);
        }
        catch (PreconditionException)
        {
            return Session.Fresh(resource, field);
        }
    }
}
