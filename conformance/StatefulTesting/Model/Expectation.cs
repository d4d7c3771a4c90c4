using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.StatefulTesting;

/// <summary>What a command may be answered with; anything but a failure of the server where nothing is predicted.</summary>
internal sealed record Expectation(ImmutableHashSet<Outcome>? Outcomes)
{
    public static readonly Expectation Anything = new((ImmutableHashSet<Outcome>?)null);

    public static readonly Expectation Refused = Of(
        Outcome.BadRequest, Outcome.Unauthorized, Outcome.Forbidden, Outcome.NotFound, Outcome.MethodNotAllowed, Outcome.NotAcceptable,
        Outcome.Conflict, Outcome.PreconditionFailed, Outcome.UnsupportedMediaType, Outcome.Refused);

    public static Expectation Of(params IEnumerable<Outcome> outcomes) => new([.. outcomes]);

    /// <summary>The outcomes that the readings stand for which may be in force; anything where there is no such rule, or it failed.</summary>
    public static Expectation Of(KnownReadings readings, Behavior behavior, Place place, params (string Reading, Outcome Outcome)[] known)
    {
        var possible = readings.Of(behavior, place);
        return possible.IsEmpty || possible.Any(reading => known.All(pair => pair.Reading != reading))
            ? Anything
            : Of(known.Where(pair => possible.Contains(pair.Reading)).Select(pair => pair.Outcome));
    }

    /// <summary>The one or the other.</summary>
    public Expectation Or(Expectation other) =>
        Outcomes is null || other.Outcomes is null ? Anything : new Expectation(Outcomes.Union(other.Outcomes));

    public Expectation Or(Outcome outcome) => Or(Of(outcome));

    public bool Allows(Outcome outcome) => Outcomes?.Contains(outcome) ?? outcome is not Outcome.ServerError;

    /// <summary>In the words of the target's dialect.</summary>
    public string Describe(Session session) => Outcomes is null
        ? "any answer but a failure of the server"
        : Outcomes.SetEquals(Refused.Outcomes!) ? "a refusal"
        : string.Join(" or ", Outcomes.Order().Select(outcome => outcome == Outcome.Success ? "success" : $"{Named(outcome)} ({session.Word(outcome)})"));

    private static string Named(Outcome outcome) => outcome switch
    {
        Outcome.BadRequest => "a refusal as invalid",
        Outcome.NotFound => "a refusal as not found",
        Outcome.Conflict => "a refusal as a conflict",
        _ => "a refusal",
    };
}

/// <summary>In which way an answer was not as predicted.</summary>
internal enum DeviationKind
{
    /// <summary>The outcome.</summary>
    Outcome,

    /// <summary>A value.</summary>
    Value,

    /// <summary>An identity or a number that another record has.</summary>
    Identity,

    /// <summary>Which records a list shows, and how often.</summary>
    Listed,

    /// <summary>Their order.</summary>
    Order,
}

/// <summary>An answer that is not as predicted.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Resource">The resource that the command was about.</param>
/// <param name="Operation">What the command did.</param>
/// <param name="Expected">What the model predicted.</param>
/// <param name="Actual">What came.</param>
internal sealed record Deviation(DeviationKind Kind, string Resource, OperationKind Operation, string Expected, string Actual)
{
    /// <summary>The field whose value is not as predicted, or null.</summary>
    public Field? Field { get; init; }

    /// <summary>Whether another one may well have the same cause: a shorter sequence must not lead to something else.</summary>
    public bool IsLike(Deviation other) => Kind == other.Kind && Resource == other.Resource;
}
