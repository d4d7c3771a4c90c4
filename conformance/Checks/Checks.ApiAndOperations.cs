using PlanisoContract.Conformance.Checking;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

// Behaviors of the API and of operations in the dialects redmine and result: pages, filters, formats, methods.
internal static partial class Checks
{
    private static Dictionary<string, Check> OfApiAndOperations => new()
    {
        [Behaviors.FormatRequired.Name] = FormatChecks.Required,
        [Behaviors.FormatUnknown.Name] = FormatChecks.Unknown,
        [Behaviors.Jsonp.Name] = FormatChecks.Jsonp,
        [Behaviors.BrokenBody.Name] = BrokenBodyChecks.Json,
        [Behaviors.BrokenXml.Name] = BrokenBodyChecks.Xml,
        [Behaviors.UntypedBody.Name] = BrokenBodyChecks.Untyped,
        [Behaviors.RootRequired.Name] = BrokenBodyChecks.WithoutRoot,
        [Behaviors.XmlDocumentType.Name] = XmlTextChecks.DocumentType,
        [Behaviors.XmlText.Name] = XmlTextChecks.Text,
        [Behaviors.XmlNil.Name] = XmlTextChecks.Nil,
        [Behaviors.XmlArray.Name] = XmlListChecks.OfOne,
        [Behaviors.XmlUnmarkedArray.Name] = XmlListChecks.Unmarked,
        [Behaviors.XmlAttributes.Name] = XmlListChecks.Attributes,
        [Behaviors.XmlAgrees.Name] = XmlAgreesCheck.Agrees,
        [Behaviors.XmlMarks.Name] = XmlAgreesCheck.Marks,
        [Behaviors.XmlInput.Name] = XmlInputCheck.Judge,

        [Behaviors.KeyInQuery.Name] = PlaceChecks.InQuery,
        [Behaviors.KeyInBasic.Name] = PlaceChecks.InBasic,
        [Behaviors.SwitchUserUnknown.Name] = PlaceChecks.UnknownUser,
        [Behaviors.SwitchUserPlain.Name] = PlaceChecks.PlainUser,
        [Behaviors.Head.Name] = MethodChecks.Head,
        [Behaviors.Patch.Name] = MethodChecks.Patch,
        [Behaviors.MethodOverride.Name] = MethodChecks.Overridden,
        [Behaviors.UnroutedMethod.Name] = MethodChecks.Unrouted,
        [Behaviors.EmptyCreate.Name] = EmptyChecks.Create,
        [Behaviors.EmptyAnswer.Name] = EmptyChecks.Answer,
        [Behaviors.Location.Name] = LocationCheck.Judge,

        [Behaviors.ErrorsShape.Name] = ResultChecks.ErrorsShape,
        [Behaviors.ListTotal.Name] = ResultChecks.ListTotal,
        [Behaviors.RecordAs.Name] = ResultChecks.RecordAs,
        [Behaviors.NothingStatus.Name] = FailureChecks.Nothing,
        [Behaviors.MissStatus.Name] = FailureChecks.Miss,
        [Behaviors.DeleteResult.Name] = ResultChecks.DeleteResult,

        [Behaviors.PageSize.Name] = PageChecks.Size,
        [Behaviors.PageLimit.Name] = PageChecks.Limit,
        [Behaviors.PageMaximum.Name] = PageChecks.Maximum,
        [Behaviors.PageLimitWrong.Name] = PageChecks.LimitWrong,
        [Behaviors.PageOffset.Name] = PageChecks.Offset,
        [Behaviors.PageOffsetWrong.Name] = PageChecks.OffsetWrong,
        [Behaviors.PageNumber.Name] = PageChecks.Number,
        [Behaviors.PagePastEnd.Name] = PageMetaChecks.PastEnd,
        [Behaviors.PageMeta.Name] = PageMetaChecks.Present,
        [Behaviors.PageNoMeta.Name] = PageMetaChecks.LeftOut,
        [Behaviors.PagesComplete.Name] = PagesCompleteCheck.Judge,
        [Behaviors.ListPaged.Name] = ListPagedCheck.Judge,
        [Behaviors.Filter.Name] = FilterChecks.Applied,
        [Behaviors.FilterUnknown.Name] = FilterChecks.Unknown,
        [Behaviors.FilterRequired.Name] = FilterChecks.Required,
        [Behaviors.FilterForms.Name] = FilterFormsCheck.Judge,
    };
}
