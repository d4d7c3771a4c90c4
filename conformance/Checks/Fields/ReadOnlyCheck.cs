using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A value that is sent for a field that only the server sets.</summary>
internal static class ReadOnlyCheck
{
    private const string LongAgo = "2001-02-03 04:05:06";

    [Judges(nameof(Behaviors.ReadOnly))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var ordinary = await session.Make(resource);
        var usual = (await session.Stored(ordinary, field)).Value;
        var seen = new List<Verdict> { await OnCreate(rule, session, resource, field, ordinary, usual) };
        if (session.Offers(OperationKind.Update, resource))
            seen.Add(await OnUpdate(rule, session, resource, field, ordinary, usual));

        if (seen.Find(verdict => verdict is not Verdict.Pass) is { } broken)
            return broken;
        var readings = seen.OfType<Verdict.Pass>().Select(pass => pass.Reading).ToArray();
        return Verdict.Saw(readings.Contains("stored") ? "stored" : readings.Contains("refused") ? "refused" : "ignored");
    }

    private static async Task<Verdict> OnCreate(Rule rule, Session session, Resource resource, Field field, Made ordinary, JsonNode? usual)
    {
        var value = Foreign(session, resource, field, ordinary, usual);
        var input = await session.Input(resource);
        var answer = await session.Create(resource, input, new Sending { Extra = new JsonObject { [field.Name] = value.Copy() } });
        if (!answer.Succeeded)
            return Refused(rule, $"a create of {resource} that sends {field} {Say.Value(value)}", answer);
        var identity = Session.IdentityOf(resource, answer.Record, answer);
        var (shown, exchange) = await session.Stored(new Made(resource, identity, input, answer), field);
        return Effect(session, field, value, usual, shown, answer, exchange);
    }

    private static async Task<Verdict> OnUpdate(Rule rule, Session session, Resource resource, Field field, Made made, JsonNode? usual)
    {
        var value = Foreign(session, resource, field, made, usual);
        var changed = session.Changeable(resource).OrderBy(candidate => candidate.Unique).FirstOrDefault();
        // With a change beside it: an update that sends nothing it knows may be refused for that.
        var input = changed is null ? [] : new JsonObject { [changed.Name] = session.Other(resource, changed, made.Sent[changed.Name]) };
        var answer = await session.Update(resource, made.Identity, input, new Sending { Extra = new JsonObject { [field.Name] = value.Copy() } });
        if (!answer.Succeeded)
            return Refused(rule, $"an update of {Say.Record(made)} that sends {field} {Say.Value(value)}", answer);
        var found = await session.Find(resource, made.Identity);
        // Under an identity that was overwritten the record is no longer where it was.
        if (field == resource.Identity && found.Outcome is Outcome.NotFound or Outcome.BadRequest)
            return Verdict.Saw("stored");
        return found is { Succeeded: true, Data: JsonObject }
            ? Effect(session, field, value, usual, session.Shown(resource, found, field), answer, found.Exchange)
            : Verdict.Broken($"{Say.Record(made)} found after an update", found.Summary, answer.Exchange, found.Exchange);
    }

    private static Verdict Refused(Rule rule, string request, Answer answer) =>
        Readings.Judge(rule, request, answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "ignored"));

    private static Verdict Effect(Session session, Field field, JsonNode sent, JsonNode? usual, JsonNode? shown, Answer answer, Exchange exchange)
    {
        if (Same.Value(session, field, shown, sent))
            return Verdict.Saw("stored");
        // An empty text is what the server gives some fields, so that null says something else.
        return Same.IsUnset(shown) && (!Same.IsUnset(usual) || (shown is null && usual is not null))
            ? Verdict.Broken($"{field} with a value that the server gave it, though {Say.Value(sent)} was sent", $"it is {Say.Value(shown)}", answer.Exchange, exchange)
            : Verdict.Saw("ignored");
    }

    // Valid for its type, and nothing that the server would come to by itself.
    private static JsonNode Foreign(Session session, Resource resource, Field field, Made other, JsonNode? usual) => field.Type switch
    {
        FieldType.Integer => 1_500_000_000 + (Same.Integer(other.Identity) ?? 0) % 100_000_000,
        FieldType.Boolean => !(Same.Flag(usual) ?? false),
        FieldType.Timestamp => LongAgo,
        FieldType.Date => LongAgo[..10],
        _ => session.Fresh(resource, field),
    };
}
