using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A value that is taken, on create and on update.</summary>
internal sealed class UniqueChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Unique))]
    public async Task<Verdict> OnCreate()
    {
        var owner = await Make();
        var taken = owner.SentValue(Field);

        var input = await InputWith(taken);
        var answer = await Session.Create(Resource, input);
        if (!answer.IsConflict)
            return JudgeOutcome(Request(Resource, Field, taken), answer, (Outcome.Conflict, "conflict"));
        return await StoredDespiteRefusal(input, taken)
            ?? await CountOf(Session, Resource, Field, taken)
            ?? Verdict.Saw("conflict");
    }

    [Judges(nameof(Behaviors.UniqueOnUpdate))]
    public async Task<Verdict> OnUpdate()
    {
        var owner = await Make();
        var taken = owner.SentValue(Field);
        var second = await Make();

        var answer = await UpdateTo(second, taken);
        if (!answer.IsConflict)
            return JudgeOutcome($"an update of {second} to {Field} {Describe.Value(taken)}, which {owner} has,", answer, (Outcome.Conflict, "conflict"));
        var (kept, shown) = await Stored(second);
        return IsSame(kept, second.SentValue(Field))
            ? Verdict.Saw("conflict")
            : OtherValueShown($"{Field} of {second} still {Describe.Value(second.SentValue(Field))} after an update that was refused", kept, answer.Exchange, shown);
    }

    [Judges(nameof(Behaviors.UniqueOwnValue))]
    public async Task<Verdict> OwnValue()
    {
        var made = await Make();
        var own = made.SentValue(Field);

        var answer = await UpdateTo(made, own);
        return JudgeOutcome($"an update of {made} to the {Field} that it has, {Describe.Value(own)},", answer, (Outcome.Success, "accepted"));
    }

    [Judges(nameof(Behaviors.UniqueRefusal))]
    public async Task<Verdict> Refusal()
    {
        // Any field will do, even one that updates may ignore: what it must not do is change.
        var bystander = Session.Changeable(Resource).Concat(Resource.Fields.Where(other => other is { OnUpdate: true, IsPlain: true }))
            .Where(other => other != Field).OrderBy(other => other.Unique).FirstOrDefault();
        if (bystander is null)
            return Verdict.Unknown($"{Resource} has no other field that an update can send");
        var owner = await Make();
        var second = await Make();
        var before = await Read(second);
        var held = Session.Shown(Resource, before, bystander);

        var changes = new JsonObject
        {
            [bystander.Name] = Session.OtherValue(Resource, bystander, held),
            [Field.Name] = owner.SentValue(Field).Copy(),
        };
        var answer = await Update(second, changes);
        if (!answer.IsConflict)
            return Verdict.Broken($"an update to a taken {Field} answered with {Session.Word(Outcome.Conflict)}", answer.Summary, answer.Exchange);
        return await Session.Changed(second, before, $"an update that was refused for its {Field}", answer.Exchange) ?? Verdict.Saw("unchanged");
    }

    /// <summary>Two records with one value break the rule; that there are none does not show that a third would be refused.</summary>
    [Judges(nameof(Behaviors.Unique), WithoutWriting = true)]
    public async Task<Verdict> AmongExisting()
    {
        var list = await Session.ReadAtLeast(Resource, 2);
        var values = list.Records.Where(record => Session.IsActive(Resource, record) != false)
            .Select(record => Session.Value(record, Field)).Where(value => !FieldValue.IsUnset(value)).Select(value => FieldValue.Text(value) ?? "");
        return ExistingRecords.FirstRepeated(values) is { } twice
            ? Verdict.Broken($"different {Field} in different records of {Resource}", $"two of them have {Describe.Value(twice)}", list.Exchange)
            : Verdict.Unknown($"no two of {list.Records.Length} records have the same {Field}; whether another one would be refused takes --mode full");
    }

    [Judges(nameof(Behaviors.Repeatable))]
    public async Task<Verdict> Repeatable()
    {
        var owner = await Make();
        var taken = owner.SentValue(Field);
        var before = await Read(owner);

        var attempt = await TryCreateWith(taken);
        var verdict = JudgeOutcome($"a create of {Resource} with {Field} {Describe.Value(taken)}, which {owner} has,", attempt.Answer, (Outcome.Success, "accepted"), (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (attempt.Made is not { } second)
            return await StoredDespiteRefusal(attempt.Input, taken) ?? verdict;

        if (second.Identity == owner.Identity)
        {
            return Verdict.Broken($"another {Resource} made by a second create with {Field} {Describe.Value(taken)}",
                $"the answer names the first one, {owner.Identity}", owner.Answer.Exchange, attempt.Answer.Exchange);
        }
        return await Session.Changed(owner, before, $"a create of another {Resource}", attempt.Answer.Exchange) ?? verdict;
    }

    /// <summary>Broken where the list holds more than one record with the value.</summary>
    public static async Task<Verdict?> CountOf(Session session, Resource resource, Field field, JsonNode value)
    {
        if (!session.Offers(OperationKind.List, resource))
            return null;
        var list = await session.ReadAll(resource);
        if (FieldValue.Text(value) is { } text && ListSearch.Count(list, text) <= 1)
            return null;
        var count = list.Records.Count(record => session.TryGet(record, field, out var shown) && session.IsSame(field, shown, value));
        return count <= 1
            ? null
            : Verdict.Broken($"one record of {resource} with {field} {Describe.Value(value)}", $"the list shows {count}", list.Exchange);
    }

    private static string Request(Resource resource, Field field, JsonNode taken) =>
        $"a create of {resource} with {field} {Describe.Value(taken)}, which another record has,";
}
