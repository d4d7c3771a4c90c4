using Microsoft.AspNetCore.Builder;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.SensibleServers.AspNet;

public sealed class AspNetTests() : SensibleServerTests(Tracker, With(TrackerDefect.None))
{
    /// <summary>What the backend serves.</summary>
    internal static Contract Tracker { get; } =
        ContractReader.Read("tracker", "tracker.openapi.yaml", Repository.Read("tests", "SensibleServers", "AspNet", "tracker.openapi.yaml"));

    protected override (string Path, string Form)[] Records =>
    [
        ("/projects", """{"key":"APOLLO","name":"Lunar module"}"""),
        ("/projects", """{"key":"GEMINI","name":"Two seats"}"""),
        ("/tickets", """{"title":"Change the valve","estimate":2.5,"tags":["hardware"]}"""),
        ("/tickets", """{"title":"Write it down","dueAt":"2024-07-01T12:00:00+02:00","reporter":{"name":"Margaret"}}"""),
    ];

    private static readonly Mistake[] Mistakes =
    [
        Of(TrackerDefect.LocationMissing, "create-ticket-location"),
        Of(TrackerDefect.TagUnchanged, "find-ticket-etag"),
        Of(TrackerDefect.IfMatchIgnored, "replace-ticket-if-match"),
        Of(TrackerDefect.TotalOfPage, "list-tickets-page-total"),
        Of(TrackerDefect.LinkMissing, "list-tickets-page-links"),
        Of(TrackerDefect.PutMerges, "replace-ticket-replace"),
        Of(TrackerDefect.TitleNotDemanded, "ticket-title-required"),
        Of(TrackerDefect.EstimateUnbounded, "ticket-estimate-minimum", "ticket-estimate-maximum"),
        Of(TrackerDefect.EstimateTruncated, "ticket-estimate-round-trip"),
        Of(TrackerDefect.ReporterLost, "ticket-reporter-round-trip"),
        Of(TrackerDefect.TagsReversed, "ticket-tags-round-trip"),
        Of(TrackerDefect.TimeShifted, "ticket-due-at-round-trip"),
        Of(TrackerDefect.KeyUnchecked, "project-key-unique"),
        Of(TrackerDefect.UnknownProjectTaken, "ticket-project-id-refers-unknown"),
        Of(TrackerDefect.StatusDiffers, "problem-details"),
        Of(TrackerDefect.ErrorsNameOtherField, "error-fields"),
        Of(TrackerDefect.OtherTenantShown, "ticket-isolated"),
        Of(TrackerDefect.DeleteChangesNothing, "ticket-hard-delete"),
        Of(TrackerDefect.TakeUncapped, "list-tickets-page-maximum"),
        Of(TrackerDefect.FilterByTextOfEstimate, "list-tickets-where"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake)mistake);

    private static Mistake Of(TrackerDefect defect, params string[] rules) => new($"{defect}", With(defect), rules);

    private static Func<TimeProvider, Action<WebApplication>> With(TrackerDefect defect) => clock => new AspNetTracker(clock, defect).Map;
}
