using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The names of a field, in requests and in answers.</summary>
internal sealed class FieldNameChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Alias))]
    public async Task<Verdict> Alias()
    {
        var (created, updated, own) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var name in Field.OtherInputs)
        {
            if (Field.OnCreate && Offers(OperationKind.Create))
            {
                var (input, extra) = (await InputWith(null), Under(name, Fresh()));
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
            : Verdict.Broken($"an update of {Resource} that sends {Field} as {Describe.Any(Field.OtherInputs.Prepend(Field.InputName))} stored",
                "under none of these names it is stored");
    }

    [Judges(nameof(Behaviors.AnswerName))]
    public async Task<Verdict> Answer()
    {
        var made = await Make();
        var found = await Read(made);
        var record = found.Record;
        var other = Field.Aliases.FirstOrDefault(record.ContainsKey);
        if (!record.ContainsKey(Field.Name))
        {
            return other is not null
                ? Verdict.Saw("alias")
                : Verdict.Broken($"{Field} shown under the name {Describe.Any(Field.Aliases.Prepend(Field.Name))}",
                    $"only {Describe.All(record.Select(member => member.Key))}", found.Exchange);
        }
        if (other is null)
            return Verdict.Saw("own");
        return IsSame(record[Field.Name], record[other])
            ? Verdict.Saw("both")
            : Verdict.Broken($"{Field.Name} and {other} with the same value", $"{Describe.Value(record[Field.Name])} and {Describe.Value(record[other])}", found.Exchange);
    }

    private async Task<Verdict?> UnderName(string name, List<string> readings)
    {
        var identity = (await Make()).Identity;
        var extra = Under(name, Fresh());
        var held = Shown(await Session.Read(Resource, identity));
        var answer = await Session.Update(Resource, identity, [], new Sending { Extra = extra });
        return await Effect(name, extra[name]!, held, answer, identity, readings);
    }

    private async Task<Verdict?> Effect(string name, JsonNode sent, JsonNode? otherwise, Answer answer, string? identity, List<string> readings)
    {
        // Where one record alone may be without a value, a name that is not taken conflicts.
        if (answer.Outcome == Outcome.BadRequest || (identity is null && Session.IsConflictOfUnset(Place.Of(Resource, Field), answer)))
        {
            readings.Add("ignored");
            return null;
        }
        if (!answer.Succeeded)
            return Verdict.Broken($"{Field}, sent as {name}, stored, ignored or refused", answer.Summary, answer.Exchange);
        var found = await Session.Read(Resource, identity ?? IdentityOf(answer));
        var shown = Shown(found);
        if (IsSame(shown, sent))
            readings.Add("accepted");
        else if (IsSame(shown, otherwise))
            readings.Add("ignored");
        else
            return OtherValueShown($"{Field} {Describe.Value(sent)}, as sent under the name {name}, or {Describe.Value(otherwise)}", shown, answer.Exchange, found.Exchange);
        return null;
    }

    private static JsonObject Under(string name, JsonNode value) => new() { [name] = value };
}
