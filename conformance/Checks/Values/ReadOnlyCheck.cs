using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A value that is sent for a field that only the server sets.</summary>
internal sealed class ReadOnlyCheck(Rule rule, Session session) : Check(rule, session)
{
    private const string LongAgo = "2001-02-03 04:05:06";

    [Judges(nameof(Behaviors.ReadOnly))]
    public async Task<Verdict> Judge()
    {
        var ordinary = await Make();
        var usual = (await Stored(ordinary)).Value;
        var seen = new List<Verdict> { await OnCreate(ordinary, usual) };
        if (Offers(OperationKind.Update))
            seen.Add(await OnUpdate(ordinary, usual));

        if (seen.Find(verdict => verdict is not Verdict.Pass) is { } broken)
            return broken;
        var readings = seen.OfType<Verdict.Pass>().Select(pass => pass.Reading).ToArray();
        return Verdict.Saw(readings.Contains("stored") ? "stored" : readings.Contains("refused") ? "refused" : "ignored");
    }

    private async Task<Verdict> OnCreate(Made ordinary, JsonNode? usual)
    {
        var value = Foreign(ordinary, usual);
        var (_, answer, made) = await TryCreate(await Input(), new Sending { Extra = new JsonObject { [Field.Name] = value.Copy() } });
        if (made is null)
            return Refused($"a create of {Resource} that sends {Field} {Describe.Value(value)}", answer);
        var (shown, exchange) = await Stored(made);
        return Effect(value, usual, shown, answer, exchange);
    }

    private async Task<Verdict> OnUpdate(Made made, JsonNode? usual)
    {
        var value = Foreign(made, usual);
        var changed = Session.Changeable(Resource).OrderBy(candidate => candidate.Unique).FirstOrDefault();
        // With a change of another field: an update that sends nothing it knows may be refused for that.
        var input = changed is null ? [] : new JsonObject { [changed.Name] = Session.OtherValue(Resource, changed, made.Sent[changed.Name]) };
        var answer = await Update(made, input, new Sending { Extra = new JsonObject { [Field.Name] = value.Copy() } });
        if (!answer.Succeeded)
            return Refused($"an update of {made} that sends {Field} {Describe.Value(value)}", answer);
        var found = await Session.Find(Resource, made.Identity);
        // Under an identity that was overwritten the record is no longer where it was.
        if (Field == Resource.Identity && found.Outcome is Outcome.NotFound or Outcome.BadRequest)
            return Verdict.Saw("stored");
        return found is { Succeeded: true, Data: JsonObject }
            ? Effect(value, usual, Shown(found), answer, found.Exchange)
            : Verdict.Broken($"{made} found after an update", found.Summary, answer.Exchange, found.Exchange);
    }

    private Verdict Refused(string request, Answer answer) =>
        JudgeOutcome(request, answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "ignored"));

    private Verdict Effect(JsonNode sent, JsonNode? usual, JsonNode? shown, Answer answer, Exchange exchange)
    {
        if (IsSame(shown, sent))
            return Verdict.Saw("stored");
        // An empty text is what the server gives some fields, so that null says something else.
        return FieldValue.IsUnset(shown) && (!FieldValue.IsUnset(usual) || (shown is null && usual is not null))
            ? OtherValueShown($"{Field} with a value that the server gave it, though {Describe.Value(sent)} was sent", shown, answer.Exchange, exchange)
            : Verdict.Saw("ignored");
    }

    // Valid for its type, and nothing that the server would come to by itself.
    private JsonNode Foreign(Made other, JsonNode? usual) => Field.Type switch
    {
        FieldType.Integer => 1_500_000_000 + (FieldValue.Integer(other.Identity) ?? 0) % 100_000_000,
        FieldType.Boolean => !(FieldValue.Flag(usual) ?? false),
        FieldType.Timestamp => LongAgo,
        FieldType.Date => LongAgo[..10],
        _ => Fresh(),
    };
}
