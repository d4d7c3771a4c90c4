using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A value that is taken, on create and on update.</summary>
internal static class UniqueChecks
{
    [Judges(nameof(Behaviors.Unique))]
    public static async Task<Verdict> OnCreate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var owner = await session.Make(resource);
        var taken = owner.SentValue(field);

        var input = await session.InputWith(resource, field, taken);
        var answer = await session.Create(resource, input);
        if (answer.Outcome != Outcome.Conflict)
            return Readings.Judge(rule, Request(resource, field, taken), answer, (Outcome.Conflict, "conflict"));
        return await session.Trace(resource, input, taken)
            ?? await CountOf(session, resource, field, taken)
            ?? Verdict.Saw("conflict");
    }

    [Judges(nameof(Behaviors.UniqueOnUpdate))]
    public static async Task<Verdict> OnUpdate(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var owner = await session.Make(resource);
        var taken = owner.SentValue(field);
        var second = await session.Make(resource);

        var answer = await session.Update(resource, second.Identity, new JsonObject { [field.Name] = taken.Copy() });
        if (answer.Outcome != Outcome.Conflict)
        {
            return Readings.Judge(rule, $"an update of {Say.Record(second)} to {field} {Say.Value(taken)}, which {Say.Record(owner)} has,",
                answer, (Outcome.Conflict, "conflict"));
        }
        var (kept, shown) = await session.Stored(second, field);
        return Same.Value(session, field, kept, second.SentValue(field))
            ? Verdict.Saw("conflict")
            : Verdict.Broken($"{field} of {Say.Record(second)} still {Say.Value(second.SentValue(field))} after an update that was refused",
                $"it is {Say.Value(kept)}", answer.Exchange, shown);
    }

    [Judges(nameof(Behaviors.UniqueOwnValue))]
    public static async Task<Verdict> OwnValue(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var made = await session.Make(resource);
        var own = made.SentValue(field);

        var answer = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = own.Copy() });
        return Readings.Judge(rule, $"an update of {Say.Record(made)} to the {field} that it has, {Say.Value(own)},",
            answer, (Outcome.Success, "accepted"));
    }

    [Judges(nameof(Behaviors.UniqueRefusal))]
    public static async Task<Verdict> Refusal(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        // Any field will do, even one that updates may ignore: what it must not do is change.
        var bystander = session.Changeable(resource).Concat(resource.Fields.Where(other => other is { OnUpdate: true, IsPlain: true }))
            .Where(other => other != field).OrderBy(other => other.Unique).FirstOrDefault();
        if (bystander is null)
            return Verdict.Unknown($"{resource} has no other field that an update can send");
        var owner = await session.Make(resource);
        var second = await session.Make(resource);
        var before = await session.Look(second);
        var held = session.Shown(resource, before, bystander);

        var changes = new JsonObject
        {
            [bystander.Name] = session.Other(resource, bystander, held),
            [field.Name] = owner.SentValue(field).Copy(),
        };
        var answer = await session.Update(resource, second.Identity, changes);
        if (answer.Outcome != Outcome.Conflict)
            return Verdict.Broken($"an update to a taken {field} answered with {session.Word(Outcome.Conflict)}", answer.Summary, answer.Exchange);
        var after = await session.Look(second);
        var changed = Differences.Between(session, resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("unchanged")
            : Verdict.Broken($"{Say.Record(second)} unchanged by an update that was refused for its {field}", Say.All(changed),
                before.Exchange, answer.Exchange, after.Exchange);
    }

    /// <summary>Broken where the list holds more than one record with the value.</summary>
    public static async Task<Verdict?> CountOf(Session session, Resource resource, Field field, JsonNode value)
    {
        if (!session.Offers(OperationKind.List, resource))
            return null;
        var list = await session.LookAtAll(resource);
        if (Same.Text(value) is { } text && Glance.Count(list, text) <= 1)
            return null;
        var count = list.Records.Count(record => session.TryGet(record, field, out var shown) && Same.Value(session, field, shown, value));
        return count <= 1
            ? null
            : Verdict.Broken($"one record of {resource} with {field} {Say.Value(value)}", $"the list shows {count}", list.Exchange);
    }

    private static string Request(Resource resource, Field field, JsonNode taken) =>
        $"a create of {resource} with {field} {Say.Value(taken)}, which another record has,";
}
