using Microsoft.AspNetCore.Builder;

namespace PlanisoContract.Tests.SensibleServers.Redmine;

public sealed class RedmineTests() : SensibleServerTests("planio", With(RedmineDefect.None))
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/companies.json", "company[name]=Hill"),
        ("/companies.json", "company[name]=Dale"),
    ];

    private static readonly Mistake[] Mistakes =
    [
        Of(RedmineDefect.NewestNotListed, "list-companies-complete") with { InWholeRun = true },
        Of(RedmineDefect.OldestNotListed, "list-companies-complete") with { InWholeRun = true },
        Of(RedmineDefect.OffsetIgnored, "list-companies-page-offset", "list-companies-pages-complete"),
        Of(RedmineDefect.TotalOfPage, "list-companies-page-meta"),
        Of(RedmineDefect.UpdateLost, "company-name-round-trip-on-update", "contact-lastname-round-trip-on-update"),
        Of(RedmineDefect.UnsentCleared, "update-company-partial"),
        Of(RedmineDefect.FieldDroppedOnUpdate, "company-zip-round-trip-on-update"),
        Of(RedmineDefect.NameNotRequired, "company-name-required", "company-name-not-blank"),
        Of(RedmineDefect.DeleteDoesNothing, "company-hard-delete", "contact-hard-delete"),
        Of(RedmineDefect.DeletedStillListed, "company-hard-delete"),
        Of(RedmineDefect.ContactsSurvive, "contact-parent-deleted"),
        Of(RedmineDefect.ContactUnderAnyCompany, "contact-other-parent"),
        Of(RedmineDefect.OtherAccountShown, "company-isolated"),
        Of(RedmineDefect.ListsReversed, "company-mails-round-trip", "company-phones-round-trip"),
        Of(RedmineDefect.XmlUnmarked, "list-companies-xml-marks"),
        Of(RedmineDefect.XmlDropsOptional, "create-company-xml-input"),
        Of(RedmineDefect.CreateWithoutLocation, "create-company-location", "create-contact-location"),
        Of(RedmineDefect.ErrorsAsObject, "error-list"),
        Of(RedmineDefect.MissWithBody, "refusal-empty") with { InWholeRun = true },
        Of(RedmineDefect.CrashOnOddNumber, "no-server-error"),
        Of(RedmineDefect.ReadOnlyKeyWrites, "create-company-permission"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake)mistake);

    private static Mistake Of(RedmineDefect defect, params string[] rules) => new($"{defect}", With(defect), rules);

    private static Func<TimeProvider, Action<WebApplication>> With(RedmineDefect defect) => clock => new RedminePlanio(clock, defect).Map;
}
