using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Values that a field does not accept, and those next to a limit that it does.</summary>
internal sealed class RefusedValueChecks(Rule rule, Session session) : Check(rule, session)
{
    /// <summary>Dates: refused, or taken as no value, as the day that they name, or as they are.</summary>
    [Judges(nameof(Behaviors.DateFormat), nameof(Behaviors.DateExists))]
    public async Task<Verdict> Date()
    {
        var readings = new List<string>();
        foreach (var sample in Fixture.Wrong(Rule.Behavior))
        {
            var input = await Session.InputWith(Resource, Field, sample.Value);
            var answer = await Session.Create(Resource, input);
            if (!answer.Succeeded)
            {
                if (answer.Outcome != Outcome.BadRequest)
                    return NotRefused(sample, answer);
                readings.Add("refused");
                continue;
            }
            var made = new Made(Resource, Session.IdentityOf(Resource, answer.Record, answer), input, answer);
            var (shown, exchange) = await Session.Stored(made, Field);
            var reading = Same.IsUnset(shown) ? "nulled"
                : Same.Value(Session, Field, shown, sample.Value) ? "stored"
                : Same.Text(shown) is { } day && day == sample.Means ? "converted"
                : null;
            if (reading is null)
            {
                return Verdict.Broken($"{Field} {Say.Value(sample.Value)} ({sample.Name}) {Say.Any(Rule.Readings.Select(mode => mode.Name))}",
                    $"it is accepted, and {Field} is {Say.Value(shown)}", answer.Exchange, exchange);
            }
            readings.Add(reading);
        }
        return Verdict.Saw(Rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    [Judges(nameof(Behaviors.IntegerInput))]
    public async Task<Verdict> Integer()
    {
        foreach (var sample in Fixture.Wrong(Rule.Behavior))
        {
            var answer = await Session.Create(Resource, await Session.InputWith(Resource, Field, sample.Value));
            if (answer.Outcome != Outcome.BadRequest)
                return NotRefused(sample, answer);
        }
        return Verdict.Saw("refused");
    }

    /// <summary>Flags: refused, or taken for true, for false or for nothing; what is shown then is a flag.</summary>
    [Judges(nameof(Behaviors.FlagOther))]
    public async Task<Verdict> Flag()
    {
        var readings = new HashSet<string> { "refused" };
        foreach (var sample in Fixture.Wrong(Rule.Behavior))
        {
            var input = await Session.InputWith(Resource, Field, sample.Value);
            var answer = await Session.Create(Resource, input);
            if (answer.Outcome == Outcome.BadRequest)
                continue;
            if (!answer.Succeeded)
                return NotRefused(sample, answer);
            var made = new Made(Resource, Session.IdentityOf(Resource, answer.Record, answer), input, answer);
            var (shown, exchange) = await Session.Stored(made, Field);
            if (Same.Flag(shown) is null)
                return Verdict.Broken($"{Field} {Say.Value(sample.Value)} refused, or {Field} true or false", $"it is {Say.Value(shown)}", answer.Exchange, exchange);
            readings.Add("accepted");
        }
        return Verdict.Saw(Rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    [Judges(nameof(Behaviors.Minimum), nameof(Behaviors.Maximum))]
    public async Task<Verdict> Limit()
    {
        foreach (var boundary in Session.Fixture.Boundaries(Field).Where(boundary => boundary.Behavior == Rule.Behavior))
        {
            var answer = await Session.Create(Resource, await Session.InputWith(Resource, Field, boundary.Value));
            var wanted = boundary.Accepted ? Outcome.Success : Outcome.BadRequest;
            if (answer.Outcome != wanted)
            {
                return Verdict.Broken($"a create of {Resource} with {Field} {boundary.Value} answered with {Say.Outcome(Session, wanted)}",
                    answer.Summary, answer.Exchange);
            }
        }
        return Verdict.Saw("enforced");
    }

    /// <summary>An address without an at sign: the field's own fresh value, since a shared one could be taken. Of a list the first one.</summary>
    [Judges(nameof(Behaviors.EmailFormat))]
    public async Task<Verdict> Email()
    {
        var value = WithoutAt(Session.Fresh(Resource, Field));
        var input = await Session.InputWith(Resource, Field, value);
        var answer = await Session.Create(Resource, input);
        if (!answer.Succeeded)
        {
            return Readings.Judge(Rule, $"a create of {Resource} with {Field} {Say.Value(value)}", answer,
                (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        }
        var made = new Made(Resource, Session.IdentityOf(Resource, answer.Record, answer), input, answer);
        var (shown, exchange) = await Session.Stored(made, Field);
        return Same.Value(Session, Field, shown, value)
            ? Verdict.Saw("accepted")
            : Verdict.Broken($"{Field} {Say.Value(value)} refused or stored as sent", $"it is {Say.Value(shown)}", answer.Exchange, exchange);
    }

    private static JsonNode WithoutAt(JsonNode address) => address is JsonArray list
        ? new JsonArray([.. list.Select((one, nth) => nth == 0 ? WithoutAt(one!) : one.Copy())])
        : address.GetValue<string>().Replace("@", ".", StringComparison.Ordinal);

    private Verdict NotRefused(Sample sample, Answer answer) =>
        Readings.Judge(Rule, $"a create of {Resource} with {Field} {Say.Value(sample.Value)} ({sample.Name})", answer, (Outcome.BadRequest, "refused"));
}
