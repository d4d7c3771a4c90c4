using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>The modes of the result dialect as a whole.</summary>
internal sealed class ResultModes(PlaceFlags api)
{
    public ModeFlag Html { get; } = api[Behaviors.JsonAnswer, "text-html"];
    public ModeFlag Marked { get; } = api[Behaviors.JsonAnswer, "byte-order-mark"];
    public ModeFlag FlagMissing { get; } = api[Behaviors.ResultFlag, "missing"];
    public ModeFlag FailureStatus { get; } = api[Behaviors.FailureStatus, "status"];
    public ModeFlag FailureAccepted { get; } = api[Behaviors.FailureStatus, "accepted"];
    public ModeFlag Silent { get; } = api[Behaviors.FailureText, "silent"];
    public ModeFlag ErrorsAsLists { get; } = api[Behaviors.ErrorsShape, "lists"];
    public ModeFlag ErrorsAsList { get; } = api[Behaviors.ErrorsShape, "list"];
    public ModeFlag ErrorsAsText { get; } = api[Behaviors.ErrorsShape, "text"];
}

/// <summary>The modes of one operation in the result dialect.</summary>
internal sealed class ResultOperationModes(PlaceFlags at)
{
    public ModeFlag TotalAbsent { get; } = at[Behaviors.ListTotal, "absent"];
    public ModeFlag TotalOffByOne { get; } = at[Behaviors.ListTotal, "off-by-one"];
    public ModeFlag AsEntities { get; } = at[Behaviors.RecordAs, "entities"];
    public ModeFlag Bare { get; } = at[Behaviors.RecordAs, "bare"];
    public ModeFlag FalseAfterDelete { get; } = at[Behaviors.DeleteResult, "false"];
    public ModeFlag NothingOk { get; } = at[Behaviors.NothingStatus, "ok"];
    public ModeFlag NothingStatus { get; } = at[Behaviors.NothingStatus, "status"];
    public ModeFlag NothingAccepted { get; } = at[Behaviors.NothingStatus, "accepted"];
    public ModeFlag MissOk { get; } = at[Behaviors.MissStatus, "ok"];
    public ModeFlag MissStatus { get; } = at[Behaviors.MissStatus, "status"];
    public ModeFlag MissAccepted { get; } = at[Behaviors.MissStatus, "accepted"];
}
