using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>What is sent comes back.</summary>
internal static class RoundTripChecks
{
    // So many characters fit into whatever a server keeps texts in.
    private const int LeastColumn = 50;

    [Judges(nameof(Behaviors.RoundTrip))]
    public static async Task<Verdict> OnCreate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var readings = new List<string>();
        var seen = new List<JsonNode?>();
        foreach (var value in Values(session, resource, field, await Unsent(rule, session, resource, field)))
        {
            var input = await session.InputWith(resource, field, value);
            var answer = await session.Create(resource, input);
            if (answer.Outcome == Outcome.BadRequest)
                return await WithoutIt(session, resource, field, answer);
            if (!answer.Succeeded)
                throw new PreconditionException($"a create of {resource} with {field} {Say.Value(value)} is answered {answer.Summary}") { Refusal = answer };
            var made = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer);
            var (shown, exchange) = await session.Stored(made, field);
            seen.Add(shown);
            if (Same.Value(session, field, shown, value))
                readings.Add("kept");
            else if (field.Refers is not null ? seen.All(other => Same.Value(session, field, other, shown)) : Same.Value(session, field, shown, await session.Usual(resource, field)))
                readings.Add("ignored");
            else
                return Verdict.Broken($"{field} {Say.Value(value)}, as the create sent it", $"it is {Say.Value(shown)}", answer.Exchange, exchange);
        }
        if (field.Samples is not null && session.Taken(field).All(text => Same.Value(session, field, text, field.Default)))
            return Verdict.Unknown($"the target takes no {field} but {Say.Value(field.Default)}, which a create gives by itself");
        return Verdict.Saw(readings.Contains("ignored") ? "ignored" : "kept");
    }

    // Both values of a flag: one alone does not tell a flag that is turned round from one that is not taken. Two of a
    // reference: what a server puts in their place is the same for both, unless it makes something of them.
    private static IEnumerable<JsonNode> Values(Session session, Resource resource, Field field, JsonNode? unsent)
    {
        if (field.Samples is { } samples && session.Taken(field).All(text => Same.Value(session, field, text, field.Default)))
            return [samples.Taken[0]];
        var first = session.Other(resource, field, unsent);
        if (field.Type == FieldType.Boolean)
            return [first, Same.Flag(field.Default) ?? false];
        return field.Refers is null ? [first] : [first, session.Other(resource, field, first)];
    }

    // Of a few values, the one that the server puts there by itself does not tell whether it takes any.
    private static async Task<JsonNode?> Unsent(Rule rule, Session session, Resource resource, Field field) =>
        field.IsClosed && rule.Readings.Any(mode => mode.Name == "ignored") && (await Trial.Of(session, resource, field, null)).Made is { } made
            ? (await session.Stored(made, field)).Value
            : field.Default;

    // Refused for this field alone, or for another reason: the same create without it tells.
    private static async Task<Verdict> WithoutIt(Session session, Resource resource, Field field, Answer refused)
    {
        var without = await session.Create(resource, await session.InputWith(resource, field, null));
        return without.Succeeded
            ? Verdict.Saw("refused")
            : throw new PreconditionException($"a create of {resource} is answered {refused.Summary}, with {field} and without") { Refusal = refused };
    }

    [Judges(nameof(Behaviors.TextRoundTrip))]
    public static async Task<Verdict> Texts(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var readings = new List<string>();
        foreach (var (sample, daring) in Samples(rule, session, field))
        {
            var input = await session.InputWith(resource, field, sample.Value);
            var answer = await session.Create(resource, input);
            if (answer.Outcome == Outcome.BadRequest && daring)
                continue;
            if (!answer.Succeeded)
                return Verdict.Broken($"a create of {resource} with {field} ({sample.Name}) {Say.Value(sample.Value)} answered with success", answer.Summary, answer.Exchange);
            var made = new Made(resource, Session.IdentityOf(resource, answer.Record, answer), input, answer);
            var (shown, exchange) = await session.Stored(made, field);
            if (Same.Value(session, field, shown, sample.Value))
                readings.Add("kept");
            else if (readings.Count == 0 && await IsUnsent(session, resource, field, shown))
                return Verdict.Saw("ignored");
            else
            {
                return Verdict.Broken($"{field} ({sample.Name}) {Say.Value(sample.Value)}, as the create sent it", $"it is {Say.Value(shown)}",
                    made.Answer.Exchange, exchange);
            }
        }
        return Verdict.Saw("kept");
    }

    // What a create without the field gives, so that nothing of the sent text is in it.
    private static async Task<bool> IsUnsent(Session session, Resource resource, Field field, JsonNode? shown)
    {
        if (field.Required)
            return false;
        if (Same.IsUnset(shown))
            return true;
        var without = await session.Make(resource, new JsonObject { [field.Name] = null });
        return Same.Value(session, field, shown, (await session.Stored(without, field)).Value);
    }

    // Where addresses and telephone numbers are looked at, the strange ones may be refused (RFC 5321 and 6531 allow them, many servers
    // do not); stored ones must not change.
    private static IEnumerable<(Sample Sample, bool Daring)> Samples(Rule rule, Session session, Field field)
    {
        // No document says how long a text without a limit may be, and every column of a database has one.
        var texts = Fixture.Texts(field, session.Tag, rule.Index)
            .Select(sample => (sample, field.MaxLength is null && sample.Value.GetValue<string>().Length > LeastColumn));
        if (Fixture.IsOfDigits(field))
            return [(new Sample("digits", (JsonValue)session.Fresh(rule.Place.Resource!, field)), false), .. texts.Select(text => (text.sample, true))];
        if (field.Format != "email" && session.Contract.Rule(Behaviors.EmailFormat, rule.Place) is null)
            return texts;
        var head = $"{session.Tag}-{rule.Index}";
        return
        [
            (new Sample("letter case", JsonValue.Create($"{head}.McGill@Example.com")), false),
            (new Sample("UTF-8", JsonValue.Create($"{head}.Île@example.com")), true),
            (new Sample("inner spaces", JsonValue.Create($"\"{head}  spaces\"@example.com")), true),
            .. texts.Select(text => (text.sample, true)),
        ];
    }

    [Judges(nameof(Behaviors.RoundTripOnUpdate))]
    public static async Task<Verdict> OnUpdate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var before = session.Shown(resource, await session.Look(made), field);
        var held = before;
        var readings = new List<string>();
        // A flag's own value comes first: one that is turned round shows there, and a record that a delete
        // switches off for good need not be switched on again.
        IEnumerable<JsonNode> values = field.Type == FieldType.Boolean
            ? [Same.Flag(before) ?? false, !(Same.Flag(before) ?? false)]
            : [session.Other(resource, field, before)];
        foreach (var value in values)
        {
            var answer = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = value.Copy() });
            if (answer.Outcome == Outcome.BadRequest && session.IsRefused(resource, field))
                return Verdict.Unknown($"the target takes no {field} that the suite knows");
            if (!answer.Succeeded)
                return Verdict.Broken($"an update of {field} to {Say.Value(value)} answered with success", answer.Summary, answer.Exchange);
            var found = await session.Look(made);
            var shown = session.Shown(resource, found, field);
            if (Same.Value(session, field, shown, value))
                readings.Add("kept");
            else if (Same.Value(session, field, shown, held))
                readings.Add("ignored");
            else
                return Verdict.Broken($"{field} {Say.Value(value)}, as the update sent it", $"it is {Say.Value(shown)}", answer.Exchange, found.Exchange);
            held = shown;
        }
        return Verdict.Saw(readings.Contains("ignored") ? "ignored" : "kept");
    }
}
