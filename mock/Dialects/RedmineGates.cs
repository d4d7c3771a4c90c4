using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>The modes of the redmine dialect as a whole, but for those of bodies.</summary>
internal sealed class RedmineGates(GatesAt api)
{
    public Gate ChallengeAbsent { get; } = api[Behaviors.Challenge, "absent"];
    public Gate Html { get; } = api[Behaviors.FormatAnswer, "text-html"];
    public Gate Marked { get; } = api[Behaviors.FormatAnswer, "byte-order-mark"];
    public Gate SuffixNotRequired { get; } = api[Behaviors.FormatRequired, "json"];
    public Gate AnySuffix { get; } = api[Behaviors.FormatUnknown, "json"];
    public Gate JsonpOn { get; } = api[Behaviors.Jsonp, "on"];
    public Gate JsonpRefused { get; } = api[Behaviors.Jsonp, "refused"];
    public Gate HeadNotFound { get; } = api[Behaviors.Head, "not-found"];
    public Gate PatchNotFound { get; } = api[Behaviors.Patch, "not-found"];
    public Gate PatchIgnored { get; } = api[Behaviors.Patch, "ignored"];
    public Gate OverrideIgnored { get; } = api[Behaviors.MethodOverride, "ignored"];
    public Gate MethodNotAllowed { get; } = api[Behaviors.UnroutedMethod, "method-not-allowed"];
}

/// <summary>The modes of one operation in the redmine dialect, but for those of pages.</summary>
internal sealed class RedmineOperationGates(GatesAt at)
{
    public Gate NullBody { get; } = at[Behaviors.EmptyAnswer, "null"];
    public Gate LocationPath { get; } = at[Behaviors.Location, "path"];
    public Gate LocationAbsent { get; } = at[Behaviors.Location, "absent"];
    public Gate LocationOther { get; } = at[Behaviors.Location, "other"];
    public Gate XmlTextAltered { get; } = at[Behaviors.XmlAgrees, "text-altered"];
    public Gate XmlFieldMissing { get; } = at[Behaviors.XmlAgrees, "field-missing"];
    public Gate XmlArrayUnmarked { get; } = at[Behaviors.XmlMarks, "unmarked"];
}

/// <summary>The modes of request bodies in the redmine dialect.</summary>
internal sealed class RedmineBodyGates(GatesAt api)
{
    public Gate ServerError { get; } = api[Behaviors.NoServerError, "malformed-body"];
    public Gate FormRefused { get; } = api[Behaviors.FormBody, "refused"];
    public Gate JsonRefused { get; } = api[Behaviors.JsonBody, "refused"];
    public Gate JsonUnprocessable { get; } = api[Behaviors.BrokenBody, "unprocessable"];
    public Gate JsonAccepted { get; } = api[Behaviors.BrokenBody, "accepted"];
    public Gate XmlUnprocessable { get; } = api[Behaviors.BrokenXml, "unprocessable"];
    public Gate XmlAccepted { get; } = api[Behaviors.BrokenXml, "accepted"];
    public Gate UnknownAccepted { get; } = api[Behaviors.UnknownMediaType, "accepted"];
    public Gate UntypedRead { get; } = api[Behaviors.UntypedBody, "read"];
    public Gate RootNotRequired { get; } = api[Behaviors.RootRequired, "accepted"];
    public Gate RootBroken { get; } = api[Behaviors.RootRequired, "broken"];
}

/// <summary>The modes of XML in requests.</summary>
internal sealed class XmlGates(GatesAt api)
{
    public Gate EntitiesUnexpanded { get; } = api[Behaviors.XmlDocumentType, "unexpanded"];
    public Gate EntitiesExpanded { get; } = api[Behaviors.XmlDocumentType, "expanded"];
    public Gate DoubleEscaped { get; } = api[Behaviors.XmlText, "double-escaped"];
    public Gate NilKept { get; } = api[Behaviors.XmlNil, "kept"];
    public Gate NilText { get; } = api[Behaviors.XmlNil, "text"];
    public Gate OneIgnored { get; } = api[Behaviors.XmlArray, "ignored"];
    public Gate AttributesIgnored { get; } = api[Behaviors.XmlAttributes, "attributes-ignored"];
    public Gate ElementsIgnored { get; } = api[Behaviors.XmlAttributes, "elements-ignored"];
}
