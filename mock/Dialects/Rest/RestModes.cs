using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Rest;

/// <summary>The modes of the dialect as a whole.</summary>
internal sealed class RestModes(PlaceFlags api)
{
    public ModeFlag ChallengeAbsent { get; } = api[Behaviors.Challenge, "absent"];
    public ModeFlag HeadNotFound { get; } = api[Behaviors.Head, "not-found"];
    public ModeFlag AcceptIgnored { get; } = api[Behaviors.NotAcceptable, "ignored"];
    public ModeFlag Html { get; } = api[Behaviors.JsonAnswer, "text-html"];
    public ModeFlag Marked { get; } = api[Behaviors.JsonAnswer, "byte-order-mark"];
}

/// <summary>The modes of one operation in the dialect.</summary>
internal sealed class RestOperationModes(PlaceFlags at)
{
    public bool HasLocation { get; } = at.Has(Behaviors.Location);
    public ModeFlag LocationPath { get; } = at[Behaviors.Location, "path"];
    public ModeFlag LocationAbsent { get; } = at[Behaviors.Location, "absent"];
    public ModeFlag LocationOther { get; } = at[Behaviors.Location, "other"];
    public ModeFlag TagAbsent { get; } = at[Behaviors.ETag, "absent"];
    public ModeFlag TagUnchanged { get; } = at[Behaviors.ETag, "unchanged"];
    public ModeFlag TagRandom { get; } = at[Behaviors.ETag, "random"];
    public ModeFlag NotModified { get; } = at[Behaviors.IfNoneMatch, "not-modified"];
    public ModeFlag NoneMatchIgnored { get; } = at[Behaviors.IfNoneMatch, "ignored"];
    public ModeFlag NoneMatchAlways { get; } = at[Behaviors.IfNoneMatch, "always"];
}
