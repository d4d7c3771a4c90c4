using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The modes of a plain field: presence, round trip, who may set it.</summary>
internal sealed class InputGates(GatesAt at)
{
    public Gate RequiredAccepted { get; } = at[Behaviors.Required, "accepted"];
    public Gate BlankAccepted { get; } = at[Behaviors.NotBlank, "accepted"];
    public Gate BlankOnUpdateAccepted { get; } = at[Behaviors.NotBlankOnUpdate, "accepted"];
    public Gate OptionalRequired { get; } = at[Behaviors.Optional, "required"];
    public Gate OptionalConflict { get; } = at[Behaviors.Optional, "conflict"];
    public Gate DefaultOther { get; } = at[Behaviors.Default, "other-value"];
    public Gate UnsetEmpty { get; } = at[Behaviors.Unset, "empty-text"];
    public Gate UnsetFilled { get; } = at[Behaviors.Unset, "filled"];
    public Gate UnsetLeftOut { get; } = at[Behaviors.Unset, "left-out"];
    public Gate UnsetList { get; } = at[Behaviors.Unset, "list"];
    public bool IsClearable { get; } = at.Has(Behaviors.Clear);
    public Gate NullKept { get; } = at[Behaviors.Clear, "null-kept"];
    public Gate ClearKept { get; } = at[Behaviors.Clear, "kept"];
    public Gate ClearRefused { get; } = at[Behaviors.Clear, "refused"];
    public Gate ClearText { get; } = at[Behaviors.Clear, "text"];
    public Gate CreateIgnored { get; } = at[Behaviors.RoundTrip, "ignored"];
    public Gate CreateRefused { get; } = at[Behaviors.RoundTrip, "refused"];
    public Gate CreateAltered { get; } = at[Behaviors.RoundTrip, "altered"];
    public Gate TextIgnored { get; } = at[Behaviors.TextRoundTrip, "ignored"];
    public Gate Mojibake { get; } = at[Behaviors.TextRoundTrip, "mojibake"];
    public Gate Truncated { get; } = at[Behaviors.TextRoundTrip, "truncated"];
    public Gate SpacesCollapsed { get; } = at[Behaviors.TextRoundTrip, "spaces-collapsed"];
    public Gate Lowercased { get; } = at[Behaviors.TextRoundTrip, "lowercased"];
    public Gate UpdateIgnored { get; } = at[Behaviors.RoundTripOnUpdate, "ignored"];
    public Gate UpdateAltered { get; } = at[Behaviors.RoundTripOnUpdate, "altered"];
    public Gate ReadOnlyRefused { get; } = at[Behaviors.ReadOnly, "refused"];
    public Gate ReadOnlyStored { get; } = at[Behaviors.ReadOnly, "stored"];
    public Gate ReadOnlyVanished { get; } = at[Behaviors.ReadOnly, "vanished"];
    public Gate CreateEpoch { get; } = at[Behaviors.SetOnCreate, "epoch"];
    public Gate UpdateUnmoved { get; } = at[Behaviors.SetOnUpdate, "unmoved"];
    public Gate FixedMoved { get; } = at[Behaviors.Fixed, "moved"];
    public Gate AliasIgnored { get; } = at[Behaviors.Alias, "ignored"];
    public Gate AliasAlone { get; } = at[Behaviors.Alias, "other-name"];
    public Gate AliasReversed { get; } = at[Behaviors.Alias, "reversed"];
}

/// <summary>The modes of a plain field: which values are right.</summary>
internal sealed class LimitGates(GatesAt at)
{
    public Gate FormatNulled { get; } = at[Behaviors.DateFormat, "nulled"];
    public Gate FormatConverted { get; } = at[Behaviors.DateFormat, "converted"];
    public Gate FormatStored { get; } = at[Behaviors.DateFormat, "stored"];
    public Gate FormatAnotherDay { get; } = at[Behaviors.DateFormat, "another-day"];
    public Gate DayNulled { get; } = at[Behaviors.DateExists, "nulled"];
    public Gate DayStored { get; } = at[Behaviors.DateExists, "stored"];
    public Gate DayRolledOver { get; } = at[Behaviors.DateExists, "rolled-over"];
    public Gate MinimumOpen { get; } = at[Behaviors.Minimum, "open"];
    public Gate MinimumTight { get; } = at[Behaviors.Minimum, "too-tight"];
    public Gate MaximumOpen { get; } = at[Behaviors.Maximum, "open"];
    public Gate MaximumTight { get; } = at[Behaviors.Maximum, "too-tight"];
    public Gate IntegerAccepted { get; } = at[Behaviors.IntegerInput, "accepted"];
    public Gate FlagIgnored { get; } = at[Behaviors.FlagInput, "ignored"];
    public Gate FlagAlwaysTrue { get; } = at[Behaviors.FlagInput, "always-true"];
    public Gate FlagEmptyNotSent { get; } = at[Behaviors.FlagEmpty, "not-sent"];
    public Gate FlagEmptyUnset { get; } = at[Behaviors.FlagEmpty, "unset"];
    public Gate FlagEmptyRefused { get; } = at[Behaviors.FlagEmpty, "refused"];
    public Gate FlagEmptyConflict { get; } = at[Behaviors.FlagEmpty, "conflict"];
    public Gate FlagOtherAccepted { get; } = at[Behaviors.FlagOther, "accepted"];
    public Gate FlagOtherEmptied { get; } = at[Behaviors.FlagOther, "emptied"];
    public Gate EmailRefused { get; } = at[Behaviors.EmailFormat, "refused"];
    public Gate EmailConflict { get; } = at[Behaviors.EmailFormat, "conflict"];
}

/// <summary>The modes of a unique field.</summary>
internal sealed class UniqueGates(GatesAt at)
{
    public Gate Accepted { get; } = at[Behaviors.Unique, "accepted"];
    public Gate UpdateAccepted { get; } = at[Behaviors.UniqueOnUpdate, "accepted"];
    public Gate OwnConflict { get; } = at[Behaviors.UniqueOwnValue, "conflict"];
    public Gate CaseExact { get; } = at[Behaviors.UniqueCase, "exact"];
    public Gate CaseBadRequest { get; } = at[Behaviors.UniqueCase, "bad-request"];
    public Gate AccentsIgnored { get; } = at[Behaviors.UniqueDistinct, "accents-ignored"];
    public Gate AsPattern { get; } = at[Behaviors.UniqueDistinct, "pattern"];
    public Gate AsNumber { get; } = at[Behaviors.UniqueDistinct, "number"];
    public Gate UnsetConflict { get; } = at[Behaviors.UniqueUnset, "conflict"];
    public Gate UnsetBadRequest { get; } = at[Behaviors.UniqueUnset, "bad-request"];
    public Gate ScopeVendor { get; } = at[Behaviors.UniqueScope, "vendor"];
    public Gate ScopeBadRequest { get; } = at[Behaviors.UniqueScope, "bad-request"];
    public Gate HalfApplied { get; } = at[Behaviors.UniqueRefusal, "half-applied"];
    public Gate DeletedFree { get; } = at[Behaviors.UniqueDeleted, "free"];
    public Gate DeletedBadRequest { get; } = at[Behaviors.UniqueDeleted, "bad-request"];
    public Gate Race { get; } = at[Behaviors.UniqueParallel, "race"];
}

/// <summary>The modes of a link.</summary>
internal sealed class LinkGates(GatesAt at)
{
    public Gate NotStored { get; } = at[Behaviors.LinkedCreate, "not-stored"];
    public Gate ValuesLost { get; } = at[Behaviors.LinkedCreate, "values-lost"];
    public Gate InputBrackets { get; } = at[Behaviors.LinkedInput, "brackets"];
    public Gate InputJsonText { get; } = at[Behaviors.LinkedInput, "json-text"];
    public Gate InputJsonBody { get; } = at[Behaviors.LinkedInput, "json-body"];
    public Gate InputNone { get; } = at[Behaviors.LinkedInput, "none"];
    public Gate ConflictLeaves { get; } = at[Behaviors.LinkedRefusal, "conflict-leaves"];
    public Gate InvalidLeaves { get; } = at[Behaviors.LinkedRefusal, "invalid-leaves"];
    public Gate ForbiddenLeaves { get; } = at[Behaviors.LinkedRefusal, "forbidden-leaves"];
    public Gate UpdateRefused { get; } = at[Behaviors.LinkedUpdate, "refused"];
    public Gate UpdateApplied { get; } = at[Behaviors.LinkedUpdate, "applied"];
    public Gate Cascaded { get; } = at[Behaviors.LinkedKept, "cascaded"];
    public Gate LinkingCascaded { get; } = at[Behaviors.LinkingKept, "cascaded"];
    public Gate Stale { get; } = at[Behaviors.LinkedCurrent, "stale"];
    public Gate Missing { get; } = at[Behaviors.LinkedCurrent, "missing"];
    public Gate Wrapped { get; } = at[Behaviors.LinkedShape, "wrapped"];
    public Gate AsList { get; } = at[Behaviors.LinkedShape, "list"];
}

/// <summary>The modes of references.</summary>
internal sealed class ReferencesGates(GatesAt at)
{
    public Gate InputBrackets { get; } = at[Behaviors.ReferencesInput, "brackets"];
    public Gate InputJsonBody { get; } = at[Behaviors.ReferencesInput, "json-body"];
    public Gate InputNone { get; } = at[Behaviors.ReferencesInput, "none"];
    public Gate RepeatedLast { get; } = at[Behaviors.ReferencesRepeated, "last"];
    public Gate RepeatedIgnored { get; } = at[Behaviors.ReferencesRepeated, "ignored"];
    public Gate RepeatedRefused { get; } = at[Behaviors.ReferencesRepeated, "refused"];
    public Gate RepeatedConflict { get; } = at[Behaviors.ReferencesRepeated, "conflict"];
    public Gate Identities { get; } = at[Behaviors.ReferencesShown, "identities"];
    public Gate FirstOnly { get; } = at[Behaviors.ReferencesShown, "first-only"];
    public Gate UnknownNotFound { get; } = at[Behaviors.ReferencesUnknown, "not-found"];
    public Gate UnknownConflict { get; } = at[Behaviors.ReferencesUnknown, "conflict"];
    public Gate UnknownIgnored { get; } = at[Behaviors.ReferencesUnknown, "ignored"];
    public Gate UnknownInvented { get; } = at[Behaviors.ReferencesUnknown, "invented"];
    public Gate UpdateRefused { get; } = at[Behaviors.ReferencesUpdate, "refused"];
    public Gate UpdateApplied { get; } = at[Behaviors.ReferencesUpdate, "applied"];
    public Gate Cascaded { get; } = at[Behaviors.ReferencesKept, "cascaded"];
}
