using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>From outcomes to readings.</summary>
internal static class Readings
{
    /// <summary>The reading that an answer's outcome stands for, or null.</summary>
    public static string? Of(Answer answer, params (Outcome Outcome, string Reading)[] known) =>
        known.FirstOrDefault(pair => pair.Outcome == answer.Outcome).Reading;

    /// <summary>The reading that an answer's outcome stands for; broken where it stands for none.</summary>
    /// <param name="rule">Its tolerated readings make up what is expected.</param>
    /// <param name="request">What was asked for, as a noun: "a create without name".</param>
    /// <param name="answer">The answer.</param>
    /// <param name="known">Every reading of the behavior that shows in the outcome.</param>
    public static Verdict Judge(Rule rule, string request, Answer answer, params (Outcome Outcome, string Reading)[] known) =>
        Of(answer, known) is { } reading
            ? Verdict.Saw(reading)
            : Verdict.Broken(Expected(rule, request, answer, known), answer.Summary, answer.Exchange);

    private static string Expected(Rule rule, string request, Answer answer, params (Outcome Outcome, string Reading)[] known)
    {
        var tolerated = known.Where(pair => rule.Readings.Any(mode => mode.Name == pair.Reading)).ToArray();
        return $"{request} answered with {Say.Any((tolerated.Length == 0 ? known : tolerated).Select(pair => answer.Words(pair.Outcome)))}";
    }

    /// <summary>Whether a create without the field conflicts because another record has no value in it either, which the contract tolerates.</summary>
    public static bool IsOnlyOneUnset(this Session session, Place place, Answer answer) =>
        answer.Outcome == Outcome.Conflict && session.Contract.Tolerates(Behaviors.UniqueUnset, place, "conflict");

    /// <summary>As <see cref="IsOnlyOneUnset"/>, and the list shows a record that has no value.</summary>
    public static async Task<bool> IsAnotherUnset(this Session session, Resource resource, Field field, Answer answer) =>
        session.IsOnlyOneUnset(Place.Of(resource, field), answer)
        && (!session.Offers(OperationKind.List, resource)
            || (await session.LookAtAll(resource)).Records.Any(record => session.TryGet(record, field, out var held) && Same.IsUnset(held)));

    /// <summary>
    /// What was seen fits these readings: the one of them that the rule tolerates is observed; where it tolerates several, none is,
    /// since another run could as well see another one.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="fitting">At least one.</param>
    public static Verdict Among(Rule rule, IReadOnlyCollection<string> fitting)
    {
        var tolerated = rule.Readings.Select(mode => mode.Name).Where(fitting.Contains).ToArray();
        return tolerated.Length > 1 ? new Verdict.Pass(tolerated[0]) { IsUndetermined = true } : Verdict.Saw(tolerated.FirstOrDefault() ?? fitting.First());
    }

    /// <summary>Whether the rule of a behavior at a place puts up with a reading; false where there is no such rule.</summary>
    public static bool Tolerates(this Contract contract, Behavior behavior, Place place, string reading) =>
        contract.Rule(behavior, place)?.Readings.Any(mode => mode.Name == reading) == true;
}
