using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>The modes of the redmine dialect as a whole, but for those of bodies.</summary>
internal sealed class RedmineModes(PlaceFlags api)
{
    public ModeFlag ChallengeAbsent { get; } = api[Behaviors.Challenge, "absent"];
    public ModeFlag Html { get; } = api[Behaviors.FormatAnswer, "text-html"];
    public ModeFlag Marked { get; } = api[Behaviors.FormatAnswer, "byte-order-mark"];
    public ModeFlag SuffixNotRequired { get; } = api[Behaviors.FormatRequired, "json"];
    public ModeFlag AnySuffix { get; } = api[Behaviors.FormatUnknown, "json"];
    public ModeFlag JsonpOn { get; } = api[Behaviors.Jsonp, "on"];
    public ModeFlag JsonpRefused { get; } = api[Behaviors.Jsonp, "refused"];
    public ModeFlag HeadNotFound { get; } = api[Behaviors.Head, "not-found"];
    public ModeFlag PatchNotFound { get; } = api[Behaviors.Patch, "not-found"];
    public ModeFlag PatchIgnored { get; } = api[Behaviors.Patch, "ignored"];
    public ModeFlag OverrideIgnored { get; } = api[Behaviors.MethodOverride, "ignored"];
    public ModeFlag MethodNotAllowed { get; } = api[Behaviors.UnroutedMethod, "method-not-allowed"];
}

/// <summary>The modes of one operation in the redmine dialect, but for those of pages.</summary>
internal sealed class RedmineOperationModes(PlaceFlags at)
{
    public ModeFlag NullBody { get; } = at[Behaviors.EmptyAnswer, "null"];
    public ModeFlag LocationPath { get; } = at[Behaviors.Location, "path"];
    public ModeFlag LocationAbsent { get; } = at[Behaviors.Location, "absent"];
    public ModeFlag LocationOther { get; } = at[Behaviors.Location, "other"];
    public ModeFlag XmlTextAltered { get; } = at[Behaviors.XmlAgrees, "text-altered"];
    public ModeFlag XmlFieldMissing { get; } = at[Behaviors.XmlAgrees, "field-missing"];
    public ModeFlag XmlArrayUnmarked { get; } = at[Behaviors.XmlMarks, "unmarked"];
}

/// <summary>The modes of request bodies in the redmine dialect.</summary>
internal sealed class RedmineBodyModes(PlaceFlags api)
{
    public ModeFlag ServerError { get; } = api[Behaviors.NoServerError, "malformed-body"];
    public ModeFlag FormRefused { get; } = api[Behaviors.FormBody, "refused"];
    public ModeFlag JsonRefused { get; } = api[Behaviors.JsonBody, "refused"];
    public ModeFlag JsonUnprocessable { get; } = api[Behaviors.BrokenBody, "unprocessable"];
    public ModeFlag JsonAccepted { get; } = api[Behaviors.BrokenBody, "accepted"];
    public ModeFlag XmlUnprocessable { get; } = api[Behaviors.BrokenXml, "unprocessable"];
    public ModeFlag XmlAccepted { get; } = api[Behaviors.BrokenXml, "accepted"];
    public ModeFlag UnknownAccepted { get; } = api[Behaviors.UnknownMediaType, "accepted"];
    public ModeFlag UntypedRead { get; } = api[Behaviors.UntypedBody, "read"];
    public ModeFlag RootNotRequired { get; } = api[Behaviors.RootRequired, "accepted"];
    public ModeFlag RootBroken { get; } = api[Behaviors.RootRequired, "broken"];
}

/// <summary>The modes of XML in requests.</summary>
internal sealed class XmlInputModes(PlaceFlags api)
{
    public ModeFlag EntitiesUnexpanded { get; } = api[Behaviors.XmlDocumentType, "unexpanded"];
    public ModeFlag EntitiesExpanded { get; } = api[Behaviors.XmlDocumentType, "expanded"];
    public ModeFlag DoubleEscaped { get; } = api[Behaviors.XmlText, "double-escaped"];
    public ModeFlag NilKept { get; } = api[Behaviors.XmlNil, "kept"];
    public ModeFlag NilText { get; } = api[Behaviors.XmlNil, "text"];
    public ModeFlag OneIgnored { get; } = api[Behaviors.XmlArray, "ignored"];
    public ModeFlag AttributesIgnored { get; } = api[Behaviors.XmlAttributes, "attributes-ignored"];
    public ModeFlag ElementsIgnored { get; } = api[Behaviors.XmlAttributes, "elements-ignored"];
}
