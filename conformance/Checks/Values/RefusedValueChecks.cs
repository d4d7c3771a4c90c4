using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Values that a field does not accept, and those next to a limit that it does.</summary>
internal sealed class RefusedValueChecks(Rule rule, Session session) : Check(rule, session)
{
    private const string Earlier = "2024-03-01";
    private const string Later = "2024-06-30";

    /// <summary>Dates: refused, or taken as no value, as the day that they name, or as they are.</summary>
    [Judges(nameof(Behaviors.DateFormat), nameof(Behaviors.DateExists))]
    public async Task<Verdict> Date()
    {
        var readings = new List<string>();
        foreach (var sample in Fixture.Wrong(Rule.Behavior))
        {
            var (_, answer, made) = await TryCreateWith(sample.Value);
            if (made is null)
            {
                if (answer.Outcome != Outcome.BadRequest)
                    return NotRefused(sample, answer);
                readings.Add("refused");
                continue;
            }
            var (shown, exchange) = await Stored(made);
            var reading = FieldValue.IsUnset(shown) ? "nulled"
                : IsSame(shown, sample.Value) ? "stored"
                : FieldValue.Text(shown) is { } day && day == sample.Means ? "converted"
                : null;
            if (reading is null)
            {
                return Verdict.Broken($"{Field} {Describe.Value(sample.Value)} ({sample.Name}) {Describe.Any(Rule.Readings.Select(mode => mode.Name))}",
                    $"it is accepted, and {Field} is {Describe.Value(shown)}", answer.Exchange, exchange);
            }
            readings.Add(reading);
        }
        return SawLast(readings);
    }

    [Judges(nameof(Behaviors.IntegerInput))]
    public async Task<Verdict> Integer()
    {
        foreach (var sample in Fixture.Wrong(Rule.Behavior))
        {
            var answer = await Session.Create(Resource, await InputWith(sample.Value));
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
            var (_, answer, made) = await TryCreateWith(sample.Value);
            if (answer.Outcome == Outcome.BadRequest)
                continue;
            if (made is null)
                return NotRefused(sample, answer);
            var (shown, exchange) = await Stored(made);
            if (FieldValue.Flag(shown) is null)
                return OtherValueShown($"{Field} {Describe.Value(sample.Value)} refused, or {Field} true or false", shown, answer.Exchange, exchange);
            readings.Add("accepted");
        }
        return SawLast(readings);
    }

    [Judges(nameof(Behaviors.Minimum), nameof(Behaviors.Maximum))]
    public async Task<Verdict> Limit()
    {
        foreach (var boundary in Session.Fixture.Boundaries(Field).Where(boundary => boundary.Behavior == Rule.Behavior))
        {
            var answer = await Session.Create(Resource, await InputWith(boundary.Value));
            var wanted = boundary.Accepted ? Outcome.Success : Outcome.BadRequest;
            if (answer.Outcome != wanted)
            {
                return Verdict.Broken($"a create of {Resource} with {Field} {boundary.Value} answered with {Session.Word(wanted)}",
                    answer.Summary, answer.Exchange);
            }
        }
        return Verdict.Saw("enforced");
    }

    /// <summary>An address without an at sign: the field's own fresh value, since a shared one could be taken. Of a list the first one.</summary>
    [Judges(nameof(Behaviors.EmailFormat))]
    public async Task<Verdict> Email()
    {
        var value = WithoutAt(Fresh());
        var (_, answer, made) = await TryCreateWith(value);
        if (made is null)
            return JudgeOutcome($"a create of {Resource} with {Field} {Describe.Value(value)}", answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        var (shown, exchange) = await Stored(made);
        return IsSame(shown, value)
            ? Verdict.Saw("accepted")
            : OtherValueShown($"{Field} {Describe.Value(value)} refused or stored as sent", shown, answer.Exchange, exchange);
    }

    [Judges(nameof(Behaviors.DateSpan))]
    public async Task<Verdict> DateSpan()
    {
        var from = Resource.Field(Rule.Arguments["from"]!.GetValue<string>());
        var to = Resource.Field(Rule.Arguments["to"]!.GetValue<string>());
        var input = await Input();
        (input[from.Name], input[to.Name]) = (Later, Earlier);

        var answer = await Session.Create(Resource, input);
        if (!answer.Succeeded)
            return JudgeOutcome($"a create of {Resource} with {from} {Later} and {to} {Earlier}", answer, (Outcome.Success, "unchecked"), (Outcome.BadRequest, "refused"));
        var found = await Session.Read(Resource, IdentityOf(answer));
        var (first, last) = (Session.Value(found.Record, from), Session.Value(found.Record, to));
        return FieldValue.Text(first) == Later && FieldValue.Text(last) == Earlier
            ? Verdict.Saw("unchecked")
            : Verdict.Broken($"{from} {Later} and {to} {Earlier} refused or stored as sent", $"{from} is {Describe.Value(first)}, {to} is {Describe.Value(last)}",
                answer.Exchange, found.Exchange);
    }

    private static JsonNode WithoutAt(JsonNode address) => address is JsonArray list
        ? new JsonArray([.. list.Select((one, nth) => nth == 0 ? WithoutAt(one!) : one.Copy())])
        : address.GetValue<string>().Replace("@", ".", StringComparison.Ordinal);

    private Verdict NotRefused(Sample sample, Answer answer) =>
        JudgeOutcome($"a create of {Resource} with {Field} {Describe.Value(sample.Value)} ({sample.Name})", answer, (Outcome.BadRequest, "refused"));
}
