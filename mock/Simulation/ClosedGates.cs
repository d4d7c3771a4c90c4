using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The modes of a field whose values come from somewhere, or which nobody may send or see.</summary>
internal sealed class ClosedGates(GatesAt at)
{
    public Gate DemandedOnUpdate { get; } = at[Behaviors.RequiredOnUpdate, "required"];
    public Gate ClearedOnUpdate { get; } = at[Behaviors.RequiredOnUpdate, "cleared"];
    public Gate ForbiddenIgnored { get; } = at[Behaviors.NotAllowed, "ignored"];
    public Gate ForbiddenStored { get; } = at[Behaviors.NotAllowed, "stored"];
    public Gate SecretShown { get; } = at[Behaviors.WriteOnly, "shown"];
    public Gate PatternAccepted { get; } = at[Behaviors.Pattern, "accepted"];
    public Gate PatternNarrower { get; } = at[Behaviors.Pattern, "narrower"];
    public Gate PatternSampleRefused { get; } = at[Behaviors.Pattern, "sample-refused"];
    public Gate ChoiceSome { get; } = at[Behaviors.Choice, "some"];
    public Gate ChoiceSampleRefused { get; } = at[Behaviors.Choice, "sample-refused"];
    public Gate ChoiceUnchecked { get; } = at[Behaviors.Choice, "unchecked"];
    public Gate ChoiceReplaced { get; } = at[Behaviors.Choice, "replaced"];
    public Gate RepeatRefused { get; } = at[Behaviors.Repeatable, "refused"];
    public Gate RepeatMerged { get; } = at[Behaviors.Repeatable, "merged"];
    public Gate ShortOpen { get; } = at[Behaviors.MinimumLength, "open"];
    public Gate ShortTight { get; } = at[Behaviors.MinimumLength, "too-tight"];
    public Gate LongOpen { get; } = at[Behaviors.MaximumLength, "open"];
    public Gate LongTight { get; } = at[Behaviors.MaximumLength, "too-tight"];
    public Gate LengthInBytes { get; } = at[Behaviors.LengthUnit, "bytes"];
    public Gate FlagRefused { get; } = at[Behaviors.FlagJson, "refused"];
    public Gate FlagAlwaysTrue { get; } = at[Behaviors.FlagJson, "always-true"];
}

/// <summary>The modes of a field that refers to records of another resource, or shows what one of them holds.</summary>
internal sealed class RefersGates(GatesAt at)
{
    public Gate UnknownNotFound { get; } = at[Behaviors.RefersUnknown, "not-found"];
    public Gate UnknownIgnored { get; } = at[Behaviors.RefersUnknown, "ignored"];
    public Gate UnknownStored { get; } = at[Behaviors.RefersUnknown, "stored"];
    public Gate UnknownReplaced { get; } = at[Behaviors.RefersUnknown, "replaced"];
    public Gate AsRecord { get; } = at[Behaviors.ReferenceAs, "record"];
    public Gate LeftOut { get; } = at[Behaviors.ReferenceAs, "left-out"];
    public Gate AsObject { get; } = at[Behaviors.ReferenceAs, "object"];
    public Gate FromEmpty { get; } = at[Behaviors.From, "empty"];
    public Gate FromOther { get; } = at[Behaviors.From, "other"];
}

/// <summary>The modes of a field that holds several values.</summary>
internal sealed class SeveralGates(GatesAt at, GatesAt api)
{
    public Gate Reversed { get; } = at[Behaviors.SeveralRoundTrip, "reversed"];
    public Gate FirstOnly { get; } = at[Behaviors.SeveralRoundTrip, "first-only"];
    public Gate Merged { get; } = at[Behaviors.SeveralUpdate, "merged"];
    public Gate Kept { get; } = at[Behaviors.SeveralUpdate, "kept"];
    public Gate ClearKept { get; } = at[Behaviors.SeveralClear, "kept"];
    public Gate OneLeft { get; } = at[Behaviors.SeveralClear, "one-left"];
    public Gate ChoiceRefused { get; } = at[Behaviors.EntryChoice, "refused"];
    public Gate ChoiceReplaced { get; } = at[Behaviors.EntryChoice, "replaced"];
    public Gate IncompleteStored { get; } = at[Behaviors.EntryIncomplete, "stored"];
    public Gate IncompleteEmptied { get; } = at[Behaviors.EntryIncomplete, "emptied"];
    public Gate KeyedAltered { get; } = at[Behaviors.KeyedRoundTrip, "altered"];
    public Gate KeyedIgnored { get; } = at[Behaviors.KeyedRoundTrip, "ignored"];
    public Gate KeyedReplaced { get; } = at[Behaviors.KeyedUpdate, "replaced"];
    public Gate KeyedCopied { get; } = at[Behaviors.KeyedUpdate, "copied"];
    public Gate UnknownKeyRefused { get; } = at[Behaviors.KeyedUnknown, "refused"];
    public Gate UnknownKeyStored { get; } = at[Behaviors.KeyedUnknown, "stored"];
    public Gate UnmarkedRefused { get; } = api[Behaviors.XmlUnmarkedArray, "refused"];
    public Gate UnmarkedRead { get; } = api[Behaviors.XmlUnmarkedArray, "read"];
}
