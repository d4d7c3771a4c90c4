using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The names of a field, in requests and in answers.</summary>
internal sealed class NameChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Alias))]
    public async Task<Verdict> Alias()
    {
        var (created, updated, own) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var name in Field.OtherInputs)
        {
            if (Field.OnCreate && Session.Offers(OperationKind.Create, Resource))
            {
                var (input, extra) = (await Session.InputWith(Resource, Field, null), Under(name, Session.Fresh(Resource, Field)));
                var answer = await Session.Create(Resource, input, new Sending { Extra = extra });
                if (await Effect(name, extra[name]!, Field.Default, answer, null, created) is { } altered)
                    return altered;
            }
            if (Field.OnUpdate && await UnderName(name, updated) is { } wrong)
                return wrong;
        }
        if (created.Count + updated.Count == 0)
            return Verdict.Unknown($"no {Resource} can be made to try the other names of {Field}");
        var reading = created.Contains("ignored") || updated.Contains("ignored") ? "ignored" : "accepted";
        if (!Field.OnUpdate)
            return Verdict.Saw(reading);
        if (await UnderName(Field.InputName, own) is { } broken)
            return broken;
        // A create may know the one name alone, and an update the other.
        return own.Contains("accepted") ? Verdict.Saw(reading)
            : updated.Contains("accepted") ? Verdict.Saw("other-name")
            : Verdict.Broken($"an update of {Resource} that sends {Field} as {Say.Any(Field.OtherInputs.Prepend(Field.InputName))} stored",
                "under none of these names it is stored");
    }

    private async Task<Verdict?> UnderName(string name, List<string> readings)
    {
        var identity = (await Session.Make(Resource)).Identity;
        var extra = Under(name, Session.Fresh(Resource, Field));
        var held = Session.Shown(Resource, await Session.Look(Resource, identity), Field);
        var answer = await Session.Update(Resource, identity, [], new Sending { Extra = extra });
        return await Effect(name, extra[name]!, held, answer, identity, readings);
    }

    [Judges(nameof(Behaviors.AnswerName))]
    public async Task<Verdict> Answer()
    {
        var made = await Session.Make(Resource);
        var found = await Session.Look(made);
        var record = found.Record;
        var other = Field.Aliases.FirstOrDefault(record.ContainsKey);
        if (!record.ContainsKey(Field.Name))
        {
            return other is not null
                ? Verdict.Saw("alias")
                : Verdict.Broken($"{Field} shown under the name {Say.Any(Field.Aliases.Prepend(Field.Name))}",
                    $"only {Say.All(record.Select(member => member.Key))}", found.Exchange);
        }
        if (other is null)
            return Verdict.Saw("own");
        return Same.Value(Session, Field, record[Field.Name], record[other])
            ? Verdict.Saw("both")
            : Verdict.Broken($"{Field.Name} and {other} with the same value", $"{Say.Value(record[Field.Name])} and {Say.Value(record[other])}", found.Exchange);
    }

    private async Task<Verdict?> Effect(string name, JsonNode sent, JsonNode? otherwise, Answer answer, string? identity, List<string> readings)
    {
        // Where one record alone may be without a value, a name that is not taken conflicts.
        if (answer.Outcome == Outcome.BadRequest || (identity is null && Session.IsOnlyOneUnset(Place.Of(Resource, Field), answer)))
        {
            readings.Add("ignored");
            return null;
        }
        if (!answer.Succeeded)
            return Verdict.Broken($"{Field}, sent as {name}, stored, ignored or refused", answer.Summary, answer.Exchange);
        var found = await Session.Look(Resource, identity ?? Session.IdentityOf(Resource, answer.Record, answer));
        var shown = Session.Shown(Resource, found, Field);
        if (Same.Value(Session, Field, shown, sent))
            readings.Add("accepted");
        else if (Same.Value(Session, Field, shown, otherwise))
            readings.Add("ignored");
        else
            return Verdict.Broken($"{Field} {Say.Value(sent)}, as sent under the name {name}, or {Say.Value(otherwise)}", $"it is {Say.Value(shown)}",
                answer.Exchange, found.Exchange);
        return null;
    }

    private static JsonObject Under(string name, JsonNode value) => new() { [name] = value };
}
