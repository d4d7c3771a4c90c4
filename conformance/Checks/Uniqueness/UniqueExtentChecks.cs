using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How far uniqueness goes: letter case, no value, deleted records, creates at the same time.</summary>
internal static class UniqueExtentChecks
{
    private const int AtOnce = 8;

    [Judges(nameof(Behaviors.UniqueCase))]
    public static async Task<Verdict> Case(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var owner = await session.Make(resource);
        var taken = owner.SentValue(field);
        if (InOtherCase(Same.Text(taken) ?? "") is not { } variant)
            return Verdict.Unknown($"{Say.Value(taken)} has no letters, so {field} cannot differ in case alone");

        var answer = await session.Create(resource, await session.InputWith(resource, field, variant));
        return Readings.Judge(rule, $"a create of {resource} with {field} {Say.Value(variant)} beside {Say.Value(taken)}",
            answer, (Outcome.Conflict, "ignored"), (Outcome.Success, "exact"));
    }

    [Judges(nameof(Behaviors.UniqueUnset))]
    public static async Task<Verdict> Unset(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var first = await session.Create(resource, await session.InputWith(resource, field, null));
        if (first.Outcome == Outcome.BadRequest && session.Contract.Tolerates(Behaviors.Optional, rule.Place, "required"))
            return Verdict.Unknown($"the target demands {field}, so no two records can lack it");
        if (!first.Succeeded)
            return Readings.Judge(rule, $"a create of {resource} without {field}", first, (Outcome.Success, "exempt"), (Outcome.Conflict, "conflict"));

        var second = await session.Create(resource, await session.InputWith(resource, field, null));
        return Readings.Judge(rule, $"a second create of {resource} without {field}", second, (Outcome.Success, "exempt"), (Outcome.Conflict, "conflict"));
    }

    [Judges(nameof(Behaviors.UniqueScope))]
    public static async Task<Verdict> Scope(Rule rule, Session session)
    {
        if (!session.Has(Credential.Other))
            return Verdict.Unknown("it takes the key of another silo: --other-key");
        var (resource, field) = rule.OfField();
        var owner = await session.Make(resource);
        var value = owner.SentValue(field);
        var (input, how) = await session.InputElsewhere(resource);
        var plain = await session.Create(resource, input, how);
        if (!plain.Succeeded)
            return Verdict.Unknown($"the key of --other-key can create no {resource}: {plain.Summary}");
        (input, how) = await session.InputElsewhere(resource);
        input[field.Name] = value.Copy();

        var answer = await session.Create(resource, input, how);
        return Readings.Judge(rule, $"a create of {resource} in another silo with {field} {Say.Value(value)}, which a record of this silo has,", answer,
            (Outcome.Success, "silo"), (Outcome.Conflict, "vendor"));
    }

    [Judges(nameof(Behaviors.UniqueDeleted))]
    public static async Task<Verdict> Deleted(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        var owner = await session.Make(resource);
        var value = owner.SentValue(field);
        await session.Gone(owner);

        var answer = await session.Create(resource, await session.InputWith(resource, field, value));
        return Readings.Judge(rule, $"a create of {resource} with {field} {Say.Value(value)}, which only a deleted record has,",
            answer, (Outcome.Conflict, "taken"), (Outcome.Success, "free"));
    }

    [Judges(nameof(Behaviors.UniqueParallel))]
    public static async Task<Verdict> Parallel(Rule rule, Session session)
    {
        var (resource, field) = rule.OfField();
        JsonNode value = session.Fresh(resource, field);
        var inputs = new List<JsonObject>();
        for (var i = 0; i < AtOnce; i++)
            inputs.Add(await session.InputWith(resource, field, value));

        var answers = await Task.WhenAll(inputs.Select(input => session.Create(resource, input)));
        var succeeded = answers.Count(answer => answer.Succeeded);
        var conflicts = answers.Count(answer => answer.Outcome == Outcome.Conflict);
        if (succeeded != 1 || conflicts != AtOnce - 1)
        {
            return Verdict.Broken(
                $"of {AtOnce} creates of {resource} at once with {field} {Say.Value(value)}: 1 success and {AtOnce - 1} times {session.Word(Outcome.Conflict)}",
                $"statuses {Say.All(answers.Select(answer => answer.Exchange.Status))}",
                [.. answers.Select(answer => answer.Exchange)]);
        }
        return await UniqueChecks.CountOf(session, resource, field, value) ?? Verdict.Saw("one-succeeds");
    }

    private static string? InOtherCase(string text)
    {
        var upper = text.ToUpperInvariant();
        var other = upper == text ? text.ToLowerInvariant() : upper;
        return other == text ? null : other;
    }
}
