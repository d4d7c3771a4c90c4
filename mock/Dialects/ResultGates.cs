using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>The modes of the result dialect as a whole.</summary>
internal sealed class ResultGates(GatesAt api)
{
    public Gate Html { get; } = api[Behaviors.JsonAnswer, "text-html"];
    public Gate Marked { get; } = api[Behaviors.JsonAnswer, "byte-order-mark"];
    public Gate FlagMissing { get; } = api[Behaviors.ResultFlag, "missing"];
    public Gate FailureStatus { get; } = api[Behaviors.FailureStatus, "status"];
    public Gate FailureAccepted { get; } = api[Behaviors.FailureStatus, "accepted"];
    public Gate Silent { get; } = api[Behaviors.FailureText, "silent"];
    public Gate ErrorsAsLists { get; } = api[Behaviors.ErrorsShape, "lists"];
    public Gate ErrorsAsList { get; } = api[Behaviors.ErrorsShape, "list"];
    public Gate ErrorsAsText { get; } = api[Behaviors.ErrorsShape, "text"];
}

/// <summary>The modes of one operation in the result dialect.</summary>
internal sealed class ResultOperationGates(GatesAt at)
{
    public Gate TotalAbsent { get; } = at[Behaviors.ListTotal, "absent"];
    public Gate TotalOffByOne { get; } = at[Behaviors.ListTotal, "off-by-one"];
    public Gate AsEntities { get; } = at[Behaviors.RecordAs, "entities"];
    public Gate Bare { get; } = at[Behaviors.RecordAs, "bare"];
    public Gate FalseAfterDelete { get; } = at[Behaviors.DeleteResult, "false"];
    public Gate NothingOk { get; } = at[Behaviors.NothingStatus, "ok"];
    public Gate NothingStatus { get; } = at[Behaviors.NothingStatus, "status"];
    public Gate NothingAccepted { get; } = at[Behaviors.NothingStatus, "accepted"];
    public Gate MissOk { get; } = at[Behaviors.MissStatus, "ok"];
    public Gate MissStatus { get; } = at[Behaviors.MissStatus, "status"];
    public Gate MissAccepted { get; } = at[Behaviors.MissStatus, "accepted"];
}
