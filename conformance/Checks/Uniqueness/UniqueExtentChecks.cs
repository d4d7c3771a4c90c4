using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>How far uniqueness goes: letter case, no value, similar values, deleted records, creates at the same time.</summary>
internal sealed class UniqueExtentChecks(Rule rule, Session session) : Check(rule, session)
{
    private const int AtOnce = 8;

    [Judges(nameof(Behaviors.UniqueCase))]
    public async Task<Verdict> Case()
    {
        var owner = await Make();
        var taken = owner.SentValue(Field);
        if (InOtherCase(FieldValue.Text(taken) ?? "") is not { } variant)
            return Verdict.Unknown($"{Describe.Value(taken)} has no letters, so {Field} cannot differ in case alone");

        var answer = await Told(await Session.Create(Resource, await InputWith(variant)));
        return JudgeOutcome($"a create of {Resource} with {Field} {Describe.Value(variant)} beside {Describe.Value(taken)}", answer, (Outcome.Conflict, "ignored"), (Outcome.Success, "exact"));
    }

    [Judges(nameof(Behaviors.UniqueUnset))]
    public async Task<Verdict> Unset()
    {
        var first = await Session.Create(Resource, await InputWith(null));
        if (first.Outcome == Outcome.BadRequest && Contract.Tolerates(Behaviors.Optional, Rule.Place, "required"))
            return Verdict.Unknown($"the target demands {Field}, so no two records can lack it");
        if (!first.Succeeded)
            return JudgeOutcome($"a create of {Resource} without {Field}", first, (Outcome.Success, "exempt"), (Outcome.Conflict, "conflict"));

        var second = await Session.Create(Resource, await InputWith(null));
        return JudgeOutcome($"a second create of {Resource} without {Field}", second, (Outcome.Success, "exempt"), (Outcome.Conflict, "conflict"));
    }

    [Judges(nameof(Behaviors.UniqueScope))]
    public async Task<Verdict> Scope()
    {
        if (!Session.Has(Credential.Other))
            return NeedsOtherKey;
        var owner = await Make();
        var value = owner.SentValue(Field);
        var (input, how) = await Session.InputElsewhere(Resource);
        var plain = await Session.Create(Resource, input, how);
        if (!plain.Succeeded)
            return Verdict.Unknown($"the key of --other-key can create no {Resource}: {plain.Summary}");
        (input, how) = await Session.InputElsewhere(Resource);
        input[Field.Name] = value.Copy();

        var answer = await Session.Create(Resource, input, how);
        return JudgeOutcome($"a create of {Resource} in another silo with {Field} {Describe.Value(value)}, which a record of this silo has,", answer, (Outcome.Success, "silo"), (Outcome.Conflict, "vendor"));
    }

    [Judges(nameof(Behaviors.UniqueDeleted))]
    public async Task<Verdict> Deleted()
    {
        var owner = await Make();
        var value = owner.SentValue(Field);
        await Session.Remove(owner);

        var answer = await Told(await Session.Create(Resource, await InputWith(value)));
        return JudgeOutcome($"a create of {Resource} with {Field} {Describe.Value(value)}, which only a deleted record has,", answer, (Outcome.Conflict, "taken"), (Outcome.Success, "free"));
    }

    // Where conflicts and wrong values may have the same status, a plain conflict tells which one it is.
    private async Task<Answer> Told(Answer answer)
    {
        if (answer.Outcome == Outcome.Conflict || !answer.IsConflict)
            return answer;
        var plain = await Session.Create(Resource, await InputWith((await Make()).SentValue(Field)));
        return answer with { MayBeConflict = plain.Exchange.Status == answer.Exchange.Status };
    }

    [Judges(nameof(Behaviors.UniqueParallel))]
    public async Task<Verdict> Parallel()
    {
        JsonNode value = Fresh();
        var inputs = new List<JsonObject>();
        for (var i = 0; i < AtOnce; i++)
            inputs.Add(await InputWith(value));

        var answers = await Task.WhenAll(inputs.Select(input => Session.Create(Resource, input)));
        var succeeded = answers.Count(answer => answer.Succeeded);
        var conflicts = answers.Count(answer => answer.IsConflict);
        if (succeeded != 1 || conflicts != AtOnce - 1)
        {
            return Verdict.Broken(
                $"of {AtOnce} creates of {Resource} at once with {Field} {Describe.Value(value)}: 1 success and {AtOnce - 1} times {Session.Word(Outcome.Conflict)}",
                $"statuses {Describe.All(answers.Select(answer => answer.Exchange.Status))}",
                [.. answers.Select(answer => answer.Exchange)]);
        }
        return await UniqueChecks.CountOf(Session, Resource, Field, value) ?? Verdict.Saw("one-succeeds");
    }

    [Judges(nameof(Behaviors.UniqueDistinct))]
    public async Task<Verdict> Distinct()
    {
        var (compared, open) = (0, 0);
        var reading = "exact";
        // Where no other text identifies the record, the value itself must.
        var isAlone = !Resource.Fields.Any(other => other != Field && other is { OnCreate: true, Type: FieldType.Text, IsClosed: false });
        foreach (var pair in Telling.Different(Field, Session.Tag, Rule.Index + 1, isAlone))
        {
            var one = await Session.Create(Resource, await InputWith(pair.One));
            // What a format refuses cannot be compared.
            if (!one.Succeeded)
                continue;
            var other = await Session.Create(Resource, await InputWith(pair.Other));
            if (other.Outcome == Outcome.BadRequest)
                continue;
            compared++;
            open += pair.IsOpen ? 1 : 0;
            if (other.Succeeded)
                continue;
            if (!other.IsConflict || !pair.IsOpen)
            {
                return Verdict.Broken($"a create of {Resource} with {Field} {Describe.Value(pair.Other)} beside {Describe.Value(pair.One)}, which differs in {pair.Name}, answered with success",
                    other.Summary, one.Exchange, other.Exchange);
            }
            reading = "accents-ignored";
        }
        return compared == 0 ? Verdict.Unknown($"the target takes none of the values of {Field} that tell how they are compared")
            : open == 0 ? SawAnyOf(["exact", "accents-ignored"])
            : Verdict.Saw(reading);
    }

    private static string? InOtherCase(string text)
    {
        var upper = text.ToUpperInvariant();
        var other = upper == text ? text.ToLowerInvariant() : upper;
        return other == text ? null : other;
    }
}
