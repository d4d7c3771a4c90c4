using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>A value that is taken, on create and on update.</summary>
internal sealed class UniqueChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Unique))]
    public async Task<Verdict> OnCreate()
    {
        var owner = await Session.Make(Resource);
        var taken = owner.SentValue(Field);

        var input = await Session.InputWith(Resource, Field, taken);
        var answer = await Session.Create(Resource, input);
        if (answer.Outcome != Outcome.Conflict)
            return Readings.Judge(Rule, Request(Resource, Field, taken), answer, (Outcome.Conflict, "conflict"));
        return await Session.Trace(Resource, input, taken)
            ?? await CountOf(Session, Resource, Field, taken)
            ?? Verdict.Saw("conflict");
    }

    [Judges(nameof(Behaviors.UniqueOnUpdate))]
    public async Task<Verdict> OnUpdate()
    {
        var owner = await Session.Make(Resource);
        var taken = owner.SentValue(Field);
        var second = await Session.Make(Resource);

        var answer = await Session.Update(Resource, second.Identity, new JsonObject { [Field.Name] = taken.Copy() });
        if (answer.Outcome != Outcome.Conflict)
        {
            return Readings.Judge(Rule, $"an update of {Say.Record(second)} to {Field} {Say.Value(taken)}, which {Say.Record(owner)} has,",
                answer, (Outcome.Conflict, "conflict"));
        }
        var (kept, shown) = await Session.Stored(second, Field);
        return Same.Value(Session, Field, kept, second.SentValue(Field))
            ? Verdict.Saw("conflict")
            : Verdict.Broken($"{Field} of {Say.Record(second)} still {Say.Value(second.SentValue(Field))} after an update that was refused",
                $"it is {Say.Value(kept)}", answer.Exchange, shown);
    }

    [Judges(nameof(Behaviors.UniqueOwnValue))]
    public async Task<Verdict> OwnValue()
    {
        var made = await Session.Make(Resource);
        var own = made.SentValue(Field);

        var answer = await Session.Update(Resource, made.Identity, new JsonObject { [Field.Name] = own.Copy() });
        return Readings.Judge(Rule, $"an update of {Say.Record(made)} to the {Field} that it has, {Say.Value(own)},",
            answer, (Outcome.Success, "accepted"));
    }

    [Judges(nameof(Behaviors.UniqueRefusal))]
    public async Task<Verdict> Refusal()
    {
        // Any field will do, even one that updates may ignore: what it must not do is change.
        var bystander = Session.Changeable(Resource).Concat(Resource.Fields.Where(other => other is { OnUpdate: true, IsPlain: true }))
            .Where(other => other != Field).OrderBy(other => other.Unique).FirstOrDefault();
        if (bystander is null)
            return Verdict.Unknown($"{Resource} has no other field that an update can send");
        var owner = await Session.Make(Resource);
        var second = await Session.Make(Resource);
        var before = await Session.Look(second);
        var held = Session.Shown(Resource, before, bystander);

        var changes = new JsonObject
        {
            [bystander.Name] = Session.Other(Resource, bystander, held),
            [Field.Name] = owner.SentValue(Field).Copy(),
        };
        var answer = await Session.Update(Resource, second.Identity, changes);
        if (answer.Outcome != Outcome.Conflict)
            return Verdict.Broken($"an update to a taken {Field} answered with {Session.Word(Outcome.Conflict)}", answer.Summary, answer.Exchange);
        var after = await Session.Look(second);
        var changed = Differences.Between(Session, Resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? Verdict.Saw("unchanged")
            : Verdict.Broken($"{Say.Record(second)} unchanged by an update that was refused for its {Field}", Say.All(changed),
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
