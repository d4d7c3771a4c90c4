using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>
/// What every check stands on: its rule, the place that the rule is about, and the session that it sends requests with. One instance
/// judges one rule once; each method that <see cref="JudgesAttribute"/> marks looks at the exchanges that could refute the rule.
/// </summary>
/// <remarks>The members without a resource or field among their arguments are about those of the rule's place.</remarks>
internal abstract class Check(Rule rule, Session session)
{
    protected const string UnknownIdentity = RecordReading.UnknownIdentity;

    protected Rule Rule => rule;

    protected Session Session => session;

    protected Contract Contract => session.Contract;

    protected Operation Operation => rule.Place.Operation!;

    protected Resource Resource => rule.Place.Resource ?? Contract.Resource(Operation.Resource);

    protected Field Field => rule.Place.Field!;

    /// <summary>Whether a rule of the same field tolerates a reading.</summary>
    protected bool Tolerates(Behavior behavior, string reading) => Contract.Tolerates(behavior, Place.Of(Resource, Field), reading);

    protected bool Offers(OperationKind kind) => session.Offers(kind, Resource);

    protected Task<JsonObject> Input() => session.Input(Resource);

    /// <summary>A complete input with the field as given; null takes it away.</summary>
    protected Task<JsonObject> InputWith(JsonNode? value) => session.InputWith(Resource, Field, value);

    /// <summary>A value for the field that no other record of any run has.</summary>
    protected JsonNode Fresh() => session.Fresh(Resource, Field);

    /// <summary>A valid value that differs from what the field holds.</summary>
    protected JsonNode OtherValue(JsonNode? held) => session.OtherValue(Resource, Field, held);

    /// <summary>A field that an update can change, none of those given.</summary>
    protected Field OtherChangeable(params IReadOnlyCollection<Field> taken) => session.OtherChangeable(Resource, taken);

    /// <summary>An update's input with another value for a field than the record holds.</summary>
    protected JsonObject Change(Field field, Answer held) =>
        new() { [field.Name] = session.OtherValue(Resource, field, session.Value(held.Record, field)) };

    protected Task<Made> Make(JsonObject? changes = null) => session.Make(Resource, changes);

    /// <summary>Makes a record with the field as given; null leaves it out.</summary>
    protected Task<Made> MakeWith(JsonNode? value) => session.Make(Resource, new JsonObject { [Field.Name] = value.Copy() });

    protected Task<CreateAttempt> TryCreate(JsonObject input, Sending? how = null) => session.TryCreate(Resource, input, how);

    /// <summary>A create with the field as given; null leaves it out.</summary>
    protected async Task<CreateAttempt> TryCreateWith(JsonNode? value, Sending? how = null) =>
        await session.TryCreate(Resource, await InputWith(value), how);

    /// <summary>An update: by the rule's own operation where that is one, else by the resource's.</summary>
    protected Task<Answer> Update(Made made, JsonObject changes, Sending? how = null) => rule.Place.Operation is { Kind: OperationKind.Update } own
        ? session.Update(own, made.Identity, changes, how)
        : session.Update(Resource, made.Identity, changes, how);

    /// <summary>An update that sends the field alone.</summary>
    protected Task<Answer> UpdateTo(Made made, JsonNode? value) => Update(made, new JsonObject { [Field.Name] = value.Copy() });

    protected Task<Answer> Read(Made made) => session.Read(made);

    protected Task<Answer> ReadAll() => session.ReadAll(Resource);

    protected string IdentityOf(Answer answer) => Session.IdentityOf(Resource, answer.Record, answer);

    /// <summary>What the record holds in the field since its create.</summary>
    protected Task<(JsonNode? Value, Exchange Exchange)> Stored(Made made) => session.Stored(made, Field);

    /// <summary>What finding the record shows of the field.</summary>
    /// <exception cref="PreconditionException">The field may be left out, and it is.</exception>
    protected JsonNode? Shown(Answer found) => session.Shown(Resource, found, Field);

    /// <summary>The value of the field, null also where it is not shown.</summary>
    protected JsonNode? Value(Answer found) => session.Value(found.Record, Field);

    /// <summary>What the records of an answer hold in the field, whether the answer is documented to show it or not.</summary>
    protected IEnumerable<JsonNode?> ShownValues(Answer answer)
    {
        foreach (var record in answer.AllRecords())
        {
            if (session.TryGet(record, Field, out var value))
                yield return value;
        }
    }

    protected bool IsSame(JsonNode? one, JsonNode? other) => session.IsSame(Field, one, other);

    /// <summary>What shows that a refused create has stored something after all, or null.</summary>
    protected Task<Verdict?> StoredDespiteRefusal(JsonObject input, JsonNode? taken = null) => session.StoredDespiteRefusal(Resource, input, taken);

    /// <summary>The reading that the answer's outcome stands for; broken where it stands for none.</summary>
    protected Verdict JudgeOutcome(string request, Answer answer, params (Outcome Outcome, string Reading)[] known) =>
        rule.JudgeOutcome(request, answer, known);

    /// <summary>The reading that comes last in the behavior's list of those that were seen: the least usual one.</summary>
    protected Verdict SawLast(IReadOnlyCollection<string> seen) => Verdict.Saw(rule.Behavior.Readings.Last(mode => seen.Contains(mode.Name)).Name);

    /// <summary>One of the readings that fit what was seen; undetermined where the rule tolerates several of them.</summary>
    protected Verdict SawAnyOf(params IReadOnlyCollection<string> fitting) => rule.SawAnyOf(fitting);

    protected static Verdict NeedsOtherKey => Verdict.Unknown("it takes the key of another silo: --other-key");

    /// <summary>Broken because a request that must succeed did not.</summary>
    protected static Verdict NoSuccess(string request, Answer answer) =>
        Verdict.Broken($"{request} answered with success", answer.Summary, answer.Exchange);

    /// <summary>Broken because a field holds another value than it must.</summary>
    protected static Verdict OtherValueShown(string expected, JsonNode? shown, params ReadOnlySpan<Exchange> evidence) =>
        Verdict.Broken(expected, $"it is {Describe.Value(shown)}", [.. evidence]);
}
