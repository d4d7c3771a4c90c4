namespace PlanisoContract.Tests.SensibleServers.Redmine;

public sealed class RedmineTests() : SensibleServerTests<RedmineDefect>("planio", (clock, defect) => new RedminePlanio(clock, defect).Map)
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/companies.json", "company[name]=Hill"),
        ("/companies.json", "company[name]=Dale"),
    ];

    private static readonly Mistake<RedmineDefect>[] Mistakes =
    [
        new(RedmineDefect.NewestNotListed, "list-companies-complete") { InWholeRun = true },
        new(RedmineDefect.OldestNotListed, "list-companies-complete") { InWholeRun = true },
        new(RedmineDefect.OffsetIgnored, "list-companies-page-offset", "list-companies-pages-complete"),
        new(RedmineDefect.TotalOfPage, "list-companies-page-meta"),
        new(RedmineDefect.UpdateLost, "company-name-round-trip-on-update", "contact-lastname-round-trip-on-update"),
        new(RedmineDefect.UnsentCleared, "update-company-partial"),
        new(RedmineDefect.FieldDroppedOnUpdate, "company-zip-round-trip-on-update"),
        new(RedmineDefect.NameNotRequired, "company-name-required", "company-name-not-blank"),
        new(RedmineDefect.DeleteDoesNothing, "company-hard-delete", "contact-hard-delete"),
        new(RedmineDefect.DeletedStillListed, "company-hard-delete"),
        new(RedmineDefect.ContactsSurvive, "contact-parent-deleted"),
        new(RedmineDefect.ContactUnderAnyCompany, "contact-other-parent"),
        new(RedmineDefect.OtherAccountShown, "company-isolated"),
        new(RedmineDefect.ListsReversed, "company-mails-round-trip", "company-phones-round-trip"),
        new(RedmineDefect.XmlUnmarked, "list-companies-xml-marks"),
        new(RedmineDefect.XmlDropsOptional, "create-company-xml-input"),
        new(RedmineDefect.CreateWithoutLocation, "create-company-location", "create-contact-location"),
        new(RedmineDefect.ErrorsAsObject, "error-list"),
        new(RedmineDefect.MissWithBody, "refusal-empty") { InWholeRun = true },
        new(RedmineDefect.CrashOnOddNumber, "no-server-error"),
        new(RedmineDefect.ReadOnlyKeyWrites, "create-company-permission"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake<RedmineDefect>)mistake);
}
