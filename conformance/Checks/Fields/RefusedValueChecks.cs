using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Values that a field does not accept, and those next to a limit that it does.</summary>
internal static class RefusedValueChecks
{
    /// <summary>Dates: refused, or taken as no value, as the day that they name, or as they are.</summary>
    [Judges(nameof(Behaviors.DateFormat), nameof(Behaviors.DateExists))]
    public static async Task<Verdict> Date(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var readings = new List<string>();
        foreach (var sample in Fixture.Wrong(rule.Behavior))
        {
            var input = await session.InputWith(resource, field, sample.Value);
            var answer = await session.Create(resource, input);
            if (!answer.Succeeded)
            {
                if (answer.Outcome != Outcome.BadRequest)
                    return NotRefused(rule, resource, field, sample, answer);
                readings.Add("refused");
                continue;
            }
            var made = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer);
            var (shown, exchange) = await session.Stored(made, field);
            var reading = Same.IsUnset(shown) ? "nulled"
                : Same.Value(session, field, shown, sample.Value) ? "stored"
                : Same.Text(shown) is { } day && day == sample.Means ? "converted"
                : null;
            if (reading is null)
            {
                return Verdict.Broken($"{field} {Say.Value(sample.Value)} ({sample.Name}) {Say.Any(rule.Readings.Select(mode => mode.Name))}",
                    $"it is accepted, and {field} is {Say.Value(shown)}", answer.Exchange, exchange);
            }
            readings.Add(reading);
        }
        return Verdict.Saw(rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    [Judges(nameof(Behaviors.IntegerInput))]
    public static async Task<Verdict> Integer(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        foreach (var sample in Fixture.Wrong(rule.Behavior))
        {
            var answer = await session.Create(resource, await session.InputWith(resource, field, sample.Value));
            if (answer.Outcome != Outcome.BadRequest)
                return NotRefused(rule, resource, field, sample, answer);
        }
        return Verdict.Saw("refused");
    }

    /// <summary>Flags: refused, or taken for true, for false or for nothing; what is shown then is a flag.</summary>
    [Judges(nameof(Behaviors.FlagOther))]
    public static async Task<Verdict> Flag(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var readings = new HashSet<string> { "refused" };
        foreach (var sample in Fixture.Wrong(rule.Behavior))
        {
            var input = await session.InputWith(resource, field, sample.Value);
            var answer = await session.Create(resource, input);
            if (answer.Outcome == Outcome.BadRequest)
                continue;
            if (!answer.Succeeded)
                return NotRefused(rule, resource, field, sample, answer);
            var made = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer);
            var (shown, exchange) = await session.Stored(made, field);
            if (Same.Flag(shown) is null)
                return Verdict.Broken($"{field} {Say.Value(sample.Value)} refused, or {field} true or false", $"it is {Say.Value(shown)}", answer.Exchange, exchange);
            readings.Add("accepted");
        }
        return Verdict.Saw(rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    [Judges(nameof(Behaviors.Minimum), nameof(Behaviors.Maximum))]
    public static async Task<Verdict> Limit(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        foreach (var boundary in session.Fixture.Boundaries(field).Where(boundary => boundary.Behavior == rule.Behavior))
        {
            var answer = await session.Create(resource, await session.InputWith(resource, field, boundary.Value));
            var wanted = boundary.Accepted ? Outcome.Success : Outcome.BadRequest;
            if (answer.Outcome != wanted)
            {
                return Verdict.Broken($"a create of {resource} with {field} {boundary.Value} answered with {Say.Outcome(session, wanted)}",
                    answer.Summary, answer.Exchange);
            }
        }
        return Verdict.Saw("enforced");
    }

    /// <summary>An address without an at sign: the field's own fresh value, since a shared one could be taken. Of a list the first one.</summary>
    [Judges(nameof(Behaviors.EmailFormat))]
    public static async Task<Verdict> Email(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var value = WithoutAt(session.Fresh(resource, field));
        var input = await session.InputWith(resource, field, value);
        var answer = await session.Create(resource, input);
        if (!answer.Succeeded)
        {
            return Readings.Judge(rule, $"a create of {resource} with {field} {Say.Value(value)}", answer,
                (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        }
        var made = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer);
        var (shown, exchange) = await session.Stored(made, field);
        return Same.Value(session, field, shown, value)
            ? Verdict.Saw("accepted")
            : Verdict.Broken($"{field} {Say.Value(value)} refused or stored as sent", $"it is {Say.Value(shown)}", answer.Exchange, exchange);
    }

    private static JsonNode WithoutAt(JsonNode address) => address is JsonArray list
        ? new JsonArray([.. list.Select((one, nth) => nth == 0 ? WithoutAt(one!) : one.Copy())])
        : address.GetValue<string>().Replace("@", ".", StringComparison.Ordinal);

    private static Verdict NotRefused(Rule rule, Resource resource, Field field, Sample sample, Answer answer) =>
        Readings.Judge(rule, $"a create of {resource} with {field} {Say.Value(sample.Value)} ({sample.Name})", answer, (Outcome.BadRequest, "refused"));
}
