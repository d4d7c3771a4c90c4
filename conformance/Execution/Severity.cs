using System.Collections.Frozen;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>How bad a violation is, the worst first: what reports begin with.</summary>
internal enum Severity
{
    /// <summary>An operation gives no answer.</summary>
    NoAnswer,

    /// <summary>Data is lost, or open to others.</summary>
    DataLost,

    /// <summary>Something is stored that must not be, or not stored that must.</summary>
    WrongWrite,

    /// <summary>An answer says something wrong.</summary>
    WrongAnswer,

    /// <summary>An answer says it in a wrong way.</summary>
    WrongForm,
}

/// <summary>The severity of a violation, by the behavior that its rule is about.</summary>
internal static class Severities
{
    private static readonly FrozenSet<string> Losses = Names(
        Behaviors.HardDelete, Behaviors.SoftDelete, Behaviors.DeleteKeepsData, Behaviors.PartialUpdate, Behaviors.EmptyUpdate,
        Behaviors.RoundTrip, Behaviors.RoundTripOnUpdate, Behaviors.TextRoundTrip, Behaviors.SeveralRoundTrip, Behaviors.SeveralUpdate,
        Behaviors.KeyedRoundTrip, Behaviors.KeyedUpdate, Behaviors.LinkedKept, Behaviors.LinkingKept, Behaviors.ReferencesKept,
        Behaviors.ParentDeleted, Behaviors.NumberDistinct, Behaviors.Identity, Behaviors.Isolation);

    private static readonly FrozenSet<string> Forms = Names(
        Behaviors.Envelope, Behaviors.ErrorEnvelope, Behaviors.StatusInBody, Behaviors.MessageText, Behaviors.ErrorDetails,
        Behaviors.JsonAnswer, Behaviors.FormatAnswer, Behaviors.RefusalEmpty, Behaviors.ErrorList, Behaviors.ResultFlag,
        Behaviors.FailureStatus, Behaviors.FailureText, Behaviors.ErrorsShape, Behaviors.AnswerSchema, Behaviors.AnswerKeys,
        Behaviors.AnswerName, Behaviors.IntegerAs, Behaviors.FlagAs, Behaviors.TimestampAs, Behaviors.TextAs, Behaviors.ReferenceAs,
        Behaviors.RecordAs, Behaviors.DeleteResult, Behaviors.DeleteAnswer, Behaviors.Challenge, Behaviors.Location, Behaviors.Head,
        Behaviors.XmlAgrees, Behaviors.XmlMarks, Behaviors.EmptyAnswer, Behaviors.FormatRequired, Behaviors.FormatUnknown, Behaviors.Jsonp,
        Behaviors.NumberFormat);

    public static Severity Of(RuleResult failed) => failed.IsUnanswered ? Severity.NoAnswer : Of(failed.Rule.Behavior);

    private static Severity Of(Behavior behavior) =>
        Losses.Contains(behavior.Name) ? Severity.DataLost
        : Forms.Contains(behavior.Name) ? Severity.WrongForm
        : behavior.About switch
        {
            Topic.Access => Severity.DataLost,
            Topic.Answers or Topic.Lists => Severity.WrongAnswer,
            _ => Severity.WrongWrite,
        };

    private static FrozenSet<string> Names(params Behavior[] behaviors) => behaviors.Select(behavior => behavior.Name).ToFrozenSet();
}
