using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Modes;

/// <summary>The modes of a field whose values come from somewhere, or which nobody may send or see.</summary>
internal sealed class RestrictionModes(PlaceFlags at)
{
    public ModeFlag DemandedOnUpdate { get; } = at[Behaviors.RequiredOnUpdate, "required"];
    public ModeFlag ClearedOnUpdate { get; } = at[Behaviors.RequiredOnUpdate, "cleared"];
    public ModeFlag ForbiddenIgnored { get; } = at[Behaviors.NotAllowed, "ignored"];
    public ModeFlag ForbiddenStored { get; } = at[Behaviors.NotAllowed, "stored"];
    public ModeFlag SecretShown { get; } = at[Behaviors.WriteOnly, "shown"];
    public ModeFlag PatternAccepted { get; } = at[Behaviors.Pattern, "accepted"];
    public ModeFlag PatternNarrower { get; } = at[Behaviors.Pattern, "narrower"];
    public ModeFlag PatternSampleRefused { get; } = at[Behaviors.Pattern, "sample-refused"];
    public ModeFlag ChoiceSome { get; } = at[Behaviors.Choice, "some"];
    public ModeFlag ChoiceSampleRefused { get; } = at[Behaviors.Choice, "sample-refused"];
    public ModeFlag ChoiceUnchecked { get; } = at[Behaviors.Choice, "unchecked"];
    public ModeFlag ChoiceReplaced { get; } = at[Behaviors.Choice, "replaced"];
    public ModeFlag RepeatRefused { get; } = at[Behaviors.Repeatable, "refused"];
    public ModeFlag RepeatMerged { get; } = at[Behaviors.Repeatable, "merged"];
    public ModeFlag ShortOpen { get; } = at[Behaviors.MinimumLength, "open"];
    public ModeFlag ShortTight { get; } = at[Behaviors.MinimumLength, "too-tight"];
    public ModeFlag LongOpen { get; } = at[Behaviors.MaximumLength, "open"];
    public ModeFlag LongTight { get; } = at[Behaviors.MaximumLength, "too-tight"];
    public ModeFlag LengthInBytes { get; } = at[Behaviors.LengthUnit, "bytes"];
    public ModeFlag FlagRefused { get; } = at[Behaviors.FlagJson, "refused"];
    public ModeFlag FlagAlwaysTrue { get; } = at[Behaviors.FlagJson, "always-true"];
}

/// <summary>The modes of a field that refers to records of another resource, or shows what one of them holds.</summary>
internal sealed class ForeignKeyModes(PlaceFlags at)
{
    public ModeFlag UnknownNotFound { get; } = at[Behaviors.RefersUnknown, "not-found"];
    public ModeFlag UnknownIgnored { get; } = at[Behaviors.RefersUnknown, "ignored"];
    public ModeFlag UnknownStored { get; } = at[Behaviors.RefersUnknown, "stored"];
    public ModeFlag UnknownReplaced { get; } = at[Behaviors.RefersUnknown, "replaced"];
    public ModeFlag AsRecord { get; } = at[Behaviors.ReferenceAs, "record"];
    public ModeFlag LeftOut { get; } = at[Behaviors.ReferenceAs, "left-out"];
    public ModeFlag AsObject { get; } = at[Behaviors.ReferenceAs, "object"];
    public ModeFlag FromEmpty { get; } = at[Behaviors.From, "empty"];
    public ModeFlag FromOther { get; } = at[Behaviors.From, "other"];
}

/// <summary>The modes of a field that holds several values.</summary>
internal sealed class CollectionModes(PlaceFlags at, PlaceFlags api)
{
    public ModeFlag Reversed { get; } = at[Behaviors.SeveralRoundTrip, "reversed"];
    public ModeFlag FirstOnly { get; } = at[Behaviors.SeveralRoundTrip, "first-only"];
    public ModeFlag Merged { get; } = at[Behaviors.SeveralUpdate, "merged"];
    public ModeFlag Kept { get; } = at[Behaviors.SeveralUpdate, "kept"];
    public ModeFlag ClearKept { get; } = at[Behaviors.SeveralClear, "kept"];
    public ModeFlag OneLeft { get; } = at[Behaviors.SeveralClear, "one-left"];
    public ModeFlag ChoiceRefused { get; } = at[Behaviors.EntryChoice, "refused"];
    public ModeFlag ChoiceReplaced { get; } = at[Behaviors.EntryChoice, "replaced"];
    public ModeFlag IncompleteStored { get; } = at[Behaviors.EntryIncomplete, "stored"];
    public ModeFlag IncompleteEmptied { get; } = at[Behaviors.EntryIncomplete, "emptied"];
    public ModeFlag KeyedAltered { get; } = at[Behaviors.KeyedRoundTrip, "altered"];
    public ModeFlag KeyedIgnored { get; } = at[Behaviors.KeyedRoundTrip, "ignored"];
    public ModeFlag KeyedReplaced { get; } = at[Behaviors.KeyedUpdate, "replaced"];
    public ModeFlag KeyedCopied { get; } = at[Behaviors.KeyedUpdate, "copied"];
    public ModeFlag UnknownKeyRefused { get; } = at[Behaviors.KeyedUnknown, "refused"];
    public ModeFlag UnknownKeyStored { get; } = at[Behaviors.KeyedUnknown, "stored"];
    public ModeFlag UnmarkedRefused { get; } = api[Behaviors.XmlUnmarkedArray, "refused"];
    public ModeFlag UnmarkedRead { get; } = api[Behaviors.XmlUnmarkedArray, "read"];
}
