using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Walks;

/// <summary>What the steps of one walk share: the session, and the records that were made so far.</summary>
internal sealed class Scene(Run run, Ground ground, Observed observed)
{
    private readonly Dictionary<Symbol, Remembered> _records = [];

    public Session Session { get; } = new(run);

    public Contract Contract => run.Contract;

    public Ground Ground => ground;

    public Observed Observed => observed;

    public DateTimeOffset Now => run.Clock.GetUtcNow();

    public int Count => _records.Count;

    public Remembered this[Symbol symbol] => _records[symbol];

    public bool Knows(Symbol symbol) => _records.ContainsKey(symbol);

    public Remembered? Find(Symbol? symbol) => symbol is { } name ? _records.GetValueOrDefault(name) : null;

    /// <summary>The records of a resource, also deleted ones.</summary>
    public IEnumerable<Remembered> Records(Resource resource) => _records.Values.Where(record => record.Resource == resource).Distinct();

    public void Remember(Symbol symbol, Remembered record) => _records[symbol] = record;

    /// <summary>What a request is answered with that nothing is wrong with.</summary>
    public Expectation Succeeds(Operation operation) =>
        observed.Failed(Behaviors.Status, Place.Of(operation)) ? Expectation.Anything : Expectation.Of(Outcome.Success);

    /// <summary>What is answered of a record that does not exist.</summary>
    public Expectation Unknown(Operation operation) => Expectation.Of(observed, Behaviors.UnknownRecord, Place.Of(operation),
        ("not-found", Outcome.NotFound), ("bad-request", Outcome.BadRequest));

    /// <summary>What a write is answered with a key that may only read.</summary>
    public Expectation Forbidden(Operation operation) =>
        observed.Holds(Behaviors.Permission, Place.Of(operation)) ? Expectation.Refused : Expectation.Anything;

    /// <summary>What is not as predicted in the outcome of an answer, or null.</summary>
    /// <param name="step">The step.</param>
    /// <param name="resource">What it is about.</param>
    /// <param name="expected">What is predicted.</param>
    /// <param name="answer">What came.</param>
    /// <param name="why">What stands behind the prediction, as the end of a sentence.</param>
    public Deviation? Judge(Step step, Resource resource, Expectation expected, Answer answer, string why = "") =>
        expected.Allows(answer.Outcome) || (answer.Outcome == Outcome.ServerError && observed.Failed(Behaviors.NoServerError, Place.Api))
            ? null
            : new Deviation(Aspect.Outcome, resource.Name, step.Kind, $"{expected.Say(Session)}{why}", answer.Summary);

    public Operation Operation(OperationKind kind, Resource resource) => Contract.Operation(kind, resource)
        ?? throw new PreconditionException($"The API offers no {kind.ToString().ToLowerInvariant()} of {resource}.");

    /// <summary>A new value for a field, another one than it holds where there is another.</summary>
    public JsonNode Fresh(Resource resource, Field field, JsonNode? held)
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

    /// <summary>The value that a choice stands for now; null where it stands for none.</summary>
    public JsonNode? Value(Choice choice, Resource resource, Field field, JsonNode? held) => choice.Source switch
    {
        Source.Held => Find(choice.From)?.Held(Session, field).Copy(),
        Source.Former => Find(choice.From)?.Former(field).Copy(),
        Source.Empty => field.IsPlain ? "" : new JsonArray(),
        _ => null,
    } ?? Fresh(resource, field, held);
}
