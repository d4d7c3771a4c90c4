using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Fields that must be sent.</summary>
internal sealed class RequiredChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Required))]
    public Task<Verdict> Required() => Refused(null, "without");

    [Judges(nameof(Behaviors.NotBlank))]
    public Task<Verdict> NotBlank() => Refused("", "with an empty");

    [Judges(nameof(Behaviors.NotBlankOnUpdate))]
    public async Task<Verdict> NotBlankOnUpdate()
    {
        var made = await Make();
        var before = await Read(made);

        var answer = await UpdateTo(made, "");
        var verdict = JudgeOutcome($"an update of {made} with an empty {Field}", answer, (Outcome.BadRequest, "refused"));
        if (verdict is not Verdict.Pass)
            return verdict;
        return await Session.Changed(made, before, "an update that was refused", answer.Exchange) ?? verdict;
    }

    [Judges(nameof(Behaviors.Optional))]
    public async Task<Verdict> Optional()
    {
        var answer = await Session.Create(Resource, await InputWith(null));
        // The refusal does not say that it is required: another record is without it, too.
        if (await Session.IsConflictWithListedUnset(Resource, Field, answer))
            return Verdict.Saw("optional");
        return JudgeOutcome($"a create of {Resource} without {Field}", answer, (Outcome.Success, "optional"), (Outcome.BadRequest, "required"));
    }

    [Judges(nameof(Behaviors.RequiredOnUpdate))]
    public async Task<Verdict> RequiredOnUpdate()
    {
        var operation = Contract.Operation(OperationKind.Update, Resource)
            ?? throw new PreconditionException($"the API offers no update of {Resource}");
        var made = await Make();
        var before = await Read(made);
        var held = Shown(before);
        var own = OtherChangeable(Field);
        var changes = Change(own, before);

        var answer = await Session.Call(operation, made.Identity, changes);
        var request = $"an update of {made} without {Field}";
        var verdict = JudgeOutcome(request, answer, (Outcome.BadRequest, "required"), (Outcome.Success, "optional"));
        if (verdict is not Verdict.Pass)
            return verdict;
        if (answer.Refused)
            return await Session.ChangedDespiteRefusal(made, before, answer) ?? verdict;
        var after = await Read(made);
        var now = Value(after);
        return IsSame(now, held)
            ? verdict
            : OtherValueShown($"{Field} {Describe.Value(held)} after {request}, as before", now, answer.Exchange, after.Exchange);
    }

    [Judges(nameof(Behaviors.AnyRequired))]
    public async Task<Verdict> AnyRequired()
    {
        var fields = Rule.Arguments["fields"]!.AsArray().Select(name => Resource.Field(name!.GetValue<string>())).ToArray();
        var input = await Input();
        foreach (var field in fields)
            input.Remove(field.Name);

        var attempt = await TryCreate(input);
        var verdict = JudgeOutcome($"a create of {Resource} without {Describe.All(fields)}", attempt.Answer, (Outcome.BadRequest, "refused"), (Outcome.Success, "accepted"));
        return attempt.Answer.Refused && verdict is Verdict.Pass ? await StoredDespiteRefusal(attempt.Input) ?? verdict : verdict;
    }

    private async Task<Verdict> Refused(string? value, string how)
    {
        var (input, answer, _) = await TryCreateWith(value);
        var verdict = JudgeOutcome($"a create of {Resource} {how} {Field}", answer, (Outcome.BadRequest, "refused"));
        return verdict is Verdict.Pass ? await StoredDespiteRefusal(input) ?? verdict : verdict;
    }
}
