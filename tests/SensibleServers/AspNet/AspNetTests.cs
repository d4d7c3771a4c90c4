using PlanisoContract.Spec;

namespace PlanisoContract.Tests.SensibleServers.AspNet;

public sealed class AspNetTests() : SensibleServerTests<TrackerDefect>(Tracker, (clock, defect) => new AspNetTracker(clock, defect).Map)
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

    private static readonly Mistake<TrackerDefect>[] Mistakes =
    [
        new(TrackerDefect.LocationMissing, "create-ticket-location"),
        new(TrackerDefect.TagUnchanged, "find-ticket-etag"),
        new(TrackerDefect.IfMatchIgnored, "replace-ticket-if-match"),
        new(TrackerDefect.TotalOfPage, "list-tickets-page-total"),
        new(TrackerDefect.LinkMissing, "list-tickets-page-links"),
        new(TrackerDefect.PutMerges, "replace-ticket-replace"),
        new(TrackerDefect.TitleNotDemanded, "ticket-title-required"),
        new(TrackerDefect.EstimateUnbounded, "ticket-estimate-minimum", "ticket-estimate-maximum"),
        new(TrackerDefect.EstimateTruncated, "ticket-estimate-round-trip"),
        new(TrackerDefect.ReporterLost, "ticket-reporter-round-trip"),
        new(TrackerDefect.TagsReversed, "ticket-tags-round-trip"),
        new(TrackerDefect.TimeShifted, "ticket-due-at-round-trip"),
        new(TrackerDefect.KeyUnchecked, "project-key-unique"),
        new(TrackerDefect.UnknownProjectTaken, "ticket-project-id-refers-unknown"),
        new(TrackerDefect.StatusDiffers, "problem-details"),
        new(TrackerDefect.ErrorsNameOtherField, "error-fields"),
        new(TrackerDefect.OtherTenantShown, "ticket-isolated"),
        new(TrackerDefect.DeleteChangesNothing, "ticket-hard-delete"),
        new(TrackerDefect.TakeUncapped, "list-tickets-page-maximum"),
        new(TrackerDefect.FilterByTextOfEstimate, "list-tickets-where"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake<TrackerDefect>)mistake);
}
