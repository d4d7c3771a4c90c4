using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The names of a field, in requests and in answers.</summary>
internal static class NameChecks
{
    [Judges(nameof(Behaviors.Alias))]
    public static async Task<Verdict> Alias(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var (created, updated, own) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var name in field.OtherInputs)
        {
            if (field.OnCreate && session.Offers(OperationKind.Create, resource))
            {
                var (input, extra) = (await session.InputWith(resource, field, null), Under(name, session.Fresh(resource, field)));
                var answer = await session.Create(resource, input, new Sending { Extra = extra });
                if (await Effect(session, resource, field, name, extra[name]!, field.Default, answer, null, created) is { } altered)
                    return altered;
            }
            if (field.OnUpdate && await UnderName(session, resource, field, name, updated) is { } wrong)
                return wrong;
        }
        if (created.Count + updated.Count == 0)
            return Verdict.Unknown($"no {resource} can be made to try the other names of {field}");
        var reading = created.Contains("ignored") || updated.Contains("ignored") ? "ignored" : "accepted";
        if (!field.OnUpdate)
            return Verdict.Saw(reading);
        if (await UnderName(session, resource, field, field.InputName, own) is { } broken)
            return broken;
        // A create may know the one name alone, and an update the other.
        return own.Contains("accepted") ? Verdict.Saw(reading)
            : updated.Contains("accepted") ? Verdict.Saw("other-name")
            : Verdict.Broken($"an update of {resource} that sends {field} as {Say.Any(field.OtherInputs.Prepend(field.InputName))} stored",
                "under none of these names it is stored");
    }

    private static async Task<Verdict?> UnderName(Session session, Resource resource, Field field, string name, List<string> readings)
    {
        var identity = (await session.Make(resource)).Identity;
        var extra = Under(name, session.Fresh(resource, field));
        var held = session.Shown(resource, await session.Look(resource, identity), field);
        var answer = await session.Update(resource, identity, [], new Sending { Extra = extra });
        return await Effect(session, resource, field, name, extra[name]!, held, answer, identity, readings);
    }

    [Judges(nameof(Behaviors.AnswerName))]
    public static async Task<Verdict> Answer(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var found = await session.Look(made);
        var record = found.Record;
        var other = field.Aliases.FirstOrDefault(record.ContainsKey);
        if (!record.ContainsKey(field.Name))
        {
            return other is not null
                ? Verdict.Saw("alias")
                : Verdict.Broken($"{field} shown under the name {Say.Any(field.Aliases.Prepend(field.Name))}",
                    $"only {Say.All(record.Select(member => member.Key))}", found.Exchange);
        }
        if (other is null)
            return Verdict.Saw("own");
        return Same.Value(session, field, record[field.Name], record[other])
            ? Verdict.Saw("both")
            : Verdict.Broken($"{field.Name} and {other} with the same value", $"{Say.Value(record[field.Name])} and {Say.Value(record[other])}", found.Exchange);
    }

    private static async Task<Verdict?> Effect(
        Session session, Resource resource, Field field, string name, JsonNode sent, JsonNode? otherwise, Answer answer, string? identity, List<string> readings)
    {
        // Where one record alone may be without a value, a name that is not taken conflicts.
        if (answer.Outcome == Outcome.BadRequest || (identity is null && session.IsOnlyOneUnset(Place.Of(resource, field), answer)))
        {
            readings.Add("ignored");
            return null;
        }
        if (!answer.Succeeded)
            return Verdict.Broken($"{field}, sent as {name}, stored, ignored or refused", answer.Summary, answer.Exchange);
        var found = await session.Look(resource, identity ?? Session.IdentityOf(resource, answer.Record, answer));
        var shown = session.Shown(resource, found, field);
        if (Same.Value(session, field, shown, sent))
            readings.Add("accepted");
        else if (Same.Value(session, field, shown, otherwise))
            readings.Add("ignored");
        else
            return Verdict.Broken($"{field} {Say.Value(sent)}, as sent under the name {name}, or {Say.Value(otherwise)}", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
        return null;
    }

    private static JsonObject Under(string name, JsonNode value) => new() { [name] = value };
}
