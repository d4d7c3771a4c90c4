using Microsoft.AspNetCore.Builder;

namespace PlanisoContract.Tests.SensibleServers.Laravel;

public sealed class LaravelTests() : SensibleServerTests("planiso", With(LaravelDefect.None))
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/v1/user", "fullname=Ada+Lovelace"),
        ("/v1/user", "fullname=Alan+Turing&custom_no=7"),
        ("/v1/project", "name=Bridge"),
        ("/v1/project", "name=Tunnel"),
        ("/v1/customer", "organization_name=Hill+Inc.&organization_adress=1+Hill"),
    ];

    private static readonly Mistake[] Mistakes =
    [
        Of(LaravelDefect.NewestNotListed, "list-users-complete", "list-projects-complete"),
        Of(LaravelDefect.OldestNotListed, "list-users-complete", "list-projects-complete"),
        Of(LaravelDefect.ListUnordered, "list-users-order"),
        Of(LaravelDefect.UpdateLost, "organization-city-round-trip-on-update", "organization-name-round-trip-on-update"),
        Of(LaravelDefect.UpdateClearsOthers, "update-user-partial", "update-organization-partial", "update-project-partial"),
        Of(LaravelDefect.FieldDroppedOnUpdate, "user-cellphone-round-trip-on-update"),
        Of(LaravelDefect.HardDelete, "subcontractor-soft-delete"),
        Of(LaravelDefect.DeleteBlanks, "user-delete-keeps-data", "equipment-delete-keeps-data"),
        Of(LaravelDefect.UniqueUnchecked, "project-custom-no-unique"),
        Of(LaravelDefect.UniqueUncheckedOnUpdate, "user-email-unique-on-update", "organization-name-unique-on-update"),
        Of(LaravelDefect.OrganizationLeftBehind, "customer-organization-whole-or-nothing"),
        Of(LaravelDefect.OtherSiloChanged, "update-user-own-silo"),
        Of(LaravelDefect.OtherSiloShown, "user-isolated", "project-isolated"),
        Of(LaravelDefect.NumberReused, "user-number-distinct", "supplier-number-distinct"),
        Of(LaravelDefect.WrongPrefix, "supplier-number"),
        Of(LaravelDefect.CreateAnswersOk, "create-equipment-status"),
        Of(LaravelDefect.ErrorWithoutData, "error-envelope") with { InWholeRun = true },
        Of(LaravelDefect.MissAnswersOk, "find-user-unknown-record", "find-project-unknown-record"),
        Of(LaravelDefect.MissShowsObject, "find-user-miss-data"),
        Of(LaravelDefect.DeleteReachesOrganization, "customer-organization-kept", "supplier-organization-kept"),
        Of(LaravelDefect.ProjectComesBack, "project-reactivation"),
        Of(LaravelDefect.CrashOnOddNumber, "no-server-error"),
        Of(LaravelDefect.ReadOnlyKeyWrites, "create-user-permission", "update-user-permission", "delete-user-permission"),
        Of(LaravelDefect.TypesChangeOnUpdate, "equipment-type-not-updated"),
        Of(LaravelDefect.LastUpdateStays, "user-last-update-set-on-update"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake)mistake);

    private static Mistake Of(LaravelDefect defect, params string[] rules) => new($"{defect}", With(defect), rules);

    private static Func<TimeProvider, Action<WebApplication>> With(LaravelDefect defect) => clock => new LaravelPlaniso(clock, defect).Map;
}
