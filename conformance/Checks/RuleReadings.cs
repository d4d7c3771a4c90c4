using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>From what was seen to the readings of a rule.</summary>
internal static class RuleReadings
{
    /// <summary>Whether a rule puts up with a reading.</summary>
    public static bool Tolerates(this Rule rule, string reading) => rule.Readings.Any(mode => mode.Name == reading);

    /// <summary>Whether the rule of a behavior at a place puts up with a reading; false where there is no such rule.</summary>
    public static bool Tolerates(this Contract contract, Behavior behavior, Place place, string reading) =>
        contract.Rule(behavior, place)?.Tolerates(reading) == true;

    /// <summary>The rule of the first of several behaviors that is declared at a place, or null.</summary>
    public static Rule? FirstRule(this Contract contract, Place place, IEnumerable<Behavior> behaviors) =>
        behaviors.Select(behavior => contract.Rule(behavior, place)).FirstOrDefault(rule => rule is not null);

    /// <summary>The reading that an answer's outcome stands for, or null.</summary>
    public static string? ReadingAmong(this Answer answer, params (Outcome Outcome, string Reading)[] known) =>
        known.FirstOrDefault(pair => pair.Outcome == answer.Outcome).Reading
        ?? (answer.IsConflict ? known.FirstOrDefault(pair => pair.Outcome == Outcome.Conflict).Reading : null);

    /// <summary>The reading that an answer's outcome stands for; broken where it stands for none.</summary>
    /// <param name="rule">Its tolerated readings make up what is expected.</param>
    /// <param name="request">What was asked for, as a noun: "a create without name".</param>
    /// <param name="answer">The answer.</param>
    /// <param name="known">Every reading of the behavior that shows in the outcome.</param>
    public static Verdict JudgeOutcome(this Rule rule, string request, Answer answer, params (Outcome Outcome, string Reading)[] known)
    {
        if (answer.ReadingAmong(known) is { } reading)
            return Verdict.Saw(reading);
        var tolerated = known.Where(pair => rule.Tolerates(pair.Reading)).ToArray();
        var outcomes = (tolerated.Length == 0 ? known : tolerated).Select(pair => answer.Words(pair.Outcome));
        return Verdict.Broken($"{request} answered with {Describe.Any(outcomes)}", answer.Summary, answer.Exchange);
    }

    /// <summary>
    /// What was seen fits these readings: the one of them that the rule tolerates is observed; where it tolerates several, none is,
    /// since another run could as well see another one.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="fitting">At least one.</param>
    public static Verdict SawAnyOf(this Rule rule, IReadOnlyCollection<string> fitting)
    {
        var tolerated = rule.Readings.Select(mode => mode.Name).Where(fitting.Contains).ToArray();
        return tolerated.Length > 1 ? new Verdict.Pass(tolerated[0]) { IsUndetermined = true } : Verdict.Saw(tolerated.FirstOrDefault() ?? fitting.First());
    }

    /// <summary>Whether a create without the field conflicts because another record has no value in it either, which the contract tolerates.</summary>
    public static bool IsConflictOfUnset(this Session session, Place place, Answer answer) =>
        answer.IsConflict && session.Contract.Tolerates(Behaviors.UniqueUnset, place, "conflict");

    /// <summary>As <see cref="IsConflictOfUnset"/>, and the list shows a record that has no value.</summary>
    public static async Task<bool> IsConflictWithListedUnset(this Session session, Resource resource, Field field, Answer answer) =>
        session.IsConflictOfUnset(Place.Of(resource, field), answer)
        && (!session.Offers(OperationKind.List, resource)
            || (await session.ReadAll(resource)).Records.Any(record => session.TryGet(record, field, out var held) && FieldValue.IsUnset(held)));
}
