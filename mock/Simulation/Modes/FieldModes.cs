using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Modes;

/// <summary>The modes of a plain field: presence, round trip, who may set it.</summary>
internal sealed class InputModes(PlaceFlags at)
{
    public ModeFlag RequiredAccepted { get; } = at[Behaviors.Required, "accepted"];
    public ModeFlag BlankAccepted { get; } = at[Behaviors.NotBlank, "accepted"];
    public ModeFlag BlankOnUpdateAccepted { get; } = at[Behaviors.NotBlankOnUpdate, "accepted"];
    public ModeFlag OptionalRequired { get; } = at[Behaviors.Optional, "required"];
    public ModeFlag OptionalConflict { get; } = at[Behaviors.Optional, "conflict"];
    public ModeFlag DefaultOther { get; } = at[Behaviors.Default, "other-value"];
    public ModeFlag UnsetEmpty { get; } = at[Behaviors.Unset, "empty-text"];
    public ModeFlag UnsetFilled { get; } = at[Behaviors.Unset, "filled"];
    public ModeFlag UnsetLeftOut { get; } = at[Behaviors.Unset, "left-out"];
    public ModeFlag UnsetList { get; } = at[Behaviors.Unset, "list"];
    public bool IsClearable { get; } = at.Has(Behaviors.Clear);
    public ModeFlag NullKept { get; } = at[Behaviors.Clear, "null-kept"];
    public ModeFlag ClearKept { get; } = at[Behaviors.Clear, "kept"];
    public ModeFlag ClearRefused { get; } = at[Behaviors.Clear, "refused"];
    public ModeFlag ClearText { get; } = at[Behaviors.Clear, "text"];
    public ModeFlag CreateIgnored { get; } = at[Behaviors.RoundTrip, "ignored"];
    public ModeFlag CreateRefused { get; } = at[Behaviors.RoundTrip, "refused"];
    public ModeFlag CreateAltered { get; } = at[Behaviors.RoundTrip, "altered"];
    public ModeFlag TextIgnored { get; } = at[Behaviors.TextRoundTrip, "ignored"];
    public ModeFlag Mojibake { get; } = at[Behaviors.TextRoundTrip, "mojibake"];
    public ModeFlag Truncated { get; } = at[Behaviors.TextRoundTrip, "truncated"];
    public ModeFlag SpacesCollapsed { get; } = at[Behaviors.TextRoundTrip, "spaces-collapsed"];
    public ModeFlag Lowercased { get; } = at[Behaviors.TextRoundTrip, "lowercased"];
    public ModeFlag UpdateIgnored { get; } = at[Behaviors.RoundTripOnUpdate, "ignored"];
    public ModeFlag UpdateAltered { get; } = at[Behaviors.RoundTripOnUpdate, "altered"];
    public ModeFlag ReadOnlyRefused { get; } = at[Behaviors.ReadOnly, "refused"];
    public ModeFlag ReadOnlyStored { get; } = at[Behaviors.ReadOnly, "stored"];
    public ModeFlag ReadOnlyVanished { get; } = at[Behaviors.ReadOnly, "vanished"];
    public ModeFlag CreateEpoch { get; } = at[Behaviors.SetOnCreate, "epoch"];
    public ModeFlag UpdateUnmoved { get; } = at[Behaviors.SetOnUpdate, "unmoved"];
    public ModeFlag FixedMoved { get; } = at[Behaviors.Fixed, "moved"];
    public ModeFlag AliasIgnored { get; } = at[Behaviors.Alias, "ignored"];
    public ModeFlag AliasAlone { get; } = at[Behaviors.Alias, "other-name"];
    public ModeFlag AliasReversed { get; } = at[Behaviors.Alias, "reversed"];
}

/// <summary>The modes of a plain field: which values are right.</summary>
internal sealed class LimitModes(PlaceFlags at)
{
    public ModeFlag FormatNulled { get; } = at[Behaviors.DateFormat, "nulled"];
    public ModeFlag FormatConverted { get; } = at[Behaviors.DateFormat, "converted"];
    public ModeFlag FormatStored { get; } = at[Behaviors.DateFormat, "stored"];
    public ModeFlag FormatAnotherDay { get; } = at[Behaviors.DateFormat, "another-day"];
    public ModeFlag DayNulled { get; } = at[Behaviors.DateExists, "nulled"];
    public ModeFlag DayStored { get; } = at[Behaviors.DateExists, "stored"];
    public ModeFlag DayRolledOver { get; } = at[Behaviors.DateExists, "rolled-over"];
    public ModeFlag MinimumOpen { get; } = at[Behaviors.Minimum, "open"];
    public ModeFlag MinimumTight { get; } = at[Behaviors.Minimum, "too-tight"];
    public ModeFlag MaximumOpen { get; } = at[Behaviors.Maximum, "open"];
    public ModeFlag MaximumTight { get; } = at[Behaviors.Maximum, "too-tight"];
    public ModeFlag IntegerAccepted { get; } = at[Behaviors.IntegerInput, "accepted"];
    public ModeFlag FlagIgnored { get; } = at[Behaviors.FlagInput, "ignored"];
    public ModeFlag FlagAlwaysTrue { get; } = at[Behaviors.FlagInput, "always-true"];
    public ModeFlag FlagEmptyNotSent { get; } = at[Behaviors.FlagEmpty, "not-sent"];
    public ModeFlag FlagEmptyUnset { get; } = at[Behaviors.FlagEmpty, "unset"];
    public ModeFlag FlagEmptyRefused { get; } = at[Behaviors.FlagEmpty, "refused"];
    public ModeFlag FlagEmptyConflict { get; } = at[Behaviors.FlagEmpty, "conflict"];
    public ModeFlag FlagOtherAccepted { get; } = at[Behaviors.FlagOther, "accepted"];
    public ModeFlag FlagOtherEmptied { get; } = at[Behaviors.FlagOther, "emptied"];
    public ModeFlag EmailRefused { get; } = at[Behaviors.EmailFormat, "refused"];
    public ModeFlag EmailConflict { get; } = at[Behaviors.EmailFormat, "conflict"];
}

/// <summary>The modes of a unique field.</summary>
internal sealed class UniqueModes(PlaceFlags at)
{
    public ModeFlag Accepted { get; } = at[Behaviors.Unique, "accepted"];
    public ModeFlag UpdateAccepted { get; } = at[Behaviors.UniqueOnUpdate, "accepted"];
    public ModeFlag OwnConflict { get; } = at[Behaviors.UniqueOwnValue, "conflict"];
    public ModeFlag CaseExact { get; } = at[Behaviors.UniqueCase, "exact"];
    public ModeFlag CaseBadRequest { get; } = at[Behaviors.UniqueCase, "bad-request"];
    public ModeFlag AccentsIgnored { get; } = at[Behaviors.UniqueDistinct, "accents-ignored"];
    public ModeFlag AsPattern { get; } = at[Behaviors.UniqueDistinct, "pattern"];
    public ModeFlag AsNumber { get; } = at[Behaviors.UniqueDistinct, "number"];
    public ModeFlag UnsetConflict { get; } = at[Behaviors.UniqueUnset, "conflict"];
    public ModeFlag UnsetBadRequest { get; } = at[Behaviors.UniqueUnset, "bad-request"];
    public ModeFlag ScopeVendor { get; } = at[Behaviors.UniqueScope, "vendor"];
    public ModeFlag ScopeBadRequest { get; } = at[Behaviors.UniqueScope, "bad-request"];
    public ModeFlag HalfApplied { get; } = at[Behaviors.UniqueRefusal, "half-applied"];
    public ModeFlag DeletedFree { get; } = at[Behaviors.UniqueDeleted, "free"];
    public ModeFlag DeletedBadRequest { get; } = at[Behaviors.UniqueDeleted, "bad-request"];
    public ModeFlag Race { get; } = at[Behaviors.UniqueParallel, "race"];
}

/// <summary>The modes of a link.</summary>
internal sealed class LinkModes(PlaceFlags at)
{
    public ModeFlag NotStored { get; } = at[Behaviors.LinkedCreate, "not-stored"];
    public ModeFlag ValuesLost { get; } = at[Behaviors.LinkedCreate, "values-lost"];
    public ModeFlag InputBrackets { get; } = at[Behaviors.LinkedInput, "brackets"];
    public ModeFlag InputJsonText { get; } = at[Behaviors.LinkedInput, "json-text"];
    public ModeFlag InputJsonBody { get; } = at[Behaviors.LinkedInput, "json-body"];
    public ModeFlag InputNone { get; } = at[Behaviors.LinkedInput, "none"];
    public ModeFlag ConflictLeaves { get; } = at[Behaviors.LinkedRefusal, "conflict-leaves"];
    public ModeFlag InvalidLeaves { get; } = at[Behaviors.LinkedRefusal, "invalid-leaves"];
    public ModeFlag ForbiddenLeaves { get; } = at[Behaviors.LinkedRefusal, "forbidden-leaves"];
    public ModeFlag UpdateRefused { get; } = at[Behaviors.LinkedUpdate, "refused"];
    public ModeFlag UpdateApplied { get; } = at[Behaviors.LinkedUpdate, "applied"];
    public ModeFlag Cascaded { get; } = at[Behaviors.LinkedKept, "cascaded"];
    public ModeFlag LinkingCascaded { get; } = at[Behaviors.LinkingKept, "cascaded"];
    public ModeFlag Stale { get; } = at[Behaviors.LinkedCurrent, "stale"];
    public ModeFlag Missing { get; } = at[Behaviors.LinkedCurrent, "missing"];
    public ModeFlag Wrapped { get; } = at[Behaviors.LinkedShape, "wrapped"];
    public ModeFlag AsList { get; } = at[Behaviors.LinkedShape, "list"];
}

/// <summary>The modes of references.</summary>
internal sealed class ReferenceListModes(PlaceFlags at)
{
    public ModeFlag InputBrackets { get; } = at[Behaviors.ReferencesInput, "brackets"];
    public ModeFlag InputJsonBody { get; } = at[Behaviors.ReferencesInput, "json-body"];
    public ModeFlag InputNone { get; } = at[Behaviors.ReferencesInput, "none"];
    public ModeFlag RepeatedLast { get; } = at[Behaviors.ReferencesRepeated, "last"];
    public ModeFlag RepeatedIgnored { get; } = at[Behaviors.ReferencesRepeated, "ignored"];
    public ModeFlag RepeatedRefused { get; } = at[Behaviors.ReferencesRepeated, "refused"];
    public ModeFlag RepeatedConflict { get; } = at[Behaviors.ReferencesRepeated, "conflict"];
    public ModeFlag Identities { get; } = at[Behaviors.ReferencesShown, "identities"];
    public ModeFlag FirstOnly { get; } = at[Behaviors.ReferencesShown, "first-only"];
    public ModeFlag UnknownNotFound { get; } = at[Behaviors.ReferencesUnknown, "not-found"];
    public ModeFlag UnknownConflict { get; } = at[Behaviors.ReferencesUnknown, "conflict"];
    public ModeFlag UnknownIgnored { get; } = at[Behaviors.ReferencesUnknown, "ignored"];
    public ModeFlag UnknownInvented { get; } = at[Behaviors.ReferencesUnknown, "invented"];
    public ModeFlag UpdateRefused { get; } = at[Behaviors.ReferencesUpdate, "refused"];
    public ModeFlag UpdateApplied { get; } = at[Behaviors.ReferencesUpdate, "applied"];
    public ModeFlag Cascaded { get; } = at[Behaviors.ReferencesKept, "cascaded"];
}
