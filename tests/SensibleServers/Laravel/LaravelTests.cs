namespace PlanisoContract.Tests.SensibleServers.Laravel;

public sealed class LaravelTests() : SensibleServerTests<LaravelDefect>("planiso", (clock, defect) => new LaravelPlaniso(clock, defect).Map)
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/v1/user", "fullname=Ada+Lovelace"),
        ("/v1/user", "fullname=Alan+Turing&custom_no=7"),
        ("/v1/project", "name=Bridge"),
        ("/v1/project", "name=Tunnel"),
        ("/v1/customer", "organization_name=Hill+Inc.&organization_adress=1+Hill"),
    ];

    private static readonly Mistake<LaravelDefect>[] Mistakes =
    [
        new(LaravelDefect.NewestNotListed, "list-users-complete", "list-projects-complete"),
        new(LaravelDefect.OldestNotListed, "list-users-complete", "list-projects-complete"),
        new(LaravelDefect.ListUnordered, "list-users-order"),
        new(LaravelDefect.UpdateLost, "organization-city-round-trip-on-update", "organization-name-round-trip-on-update"),
        new(LaravelDefect.UpdateClearsOthers, "update-user-partial", "update-organization-partial", "update-project-partial"),
        new(LaravelDefect.FieldDroppedOnUpdate, "user-cellphone-round-trip-on-update"),
        new(LaravelDefect.HardDelete, "subcontractor-soft-delete"),
        new(LaravelDefect.DeleteBlanks, "user-delete-keeps-data", "equipment-delete-keeps-data"),
        new(LaravelDefect.UniqueUnchecked, "project-custom-no-unique"),
        new(LaravelDefect.UniqueUncheckedOnUpdate, "user-email-unique-on-update", "organization-name-unique-on-update"),
        new(LaravelDefect.OrganizationLeftBehind, "customer-organization-whole-or-nothing"),
        new(LaravelDefect.OtherSiloChanged, "update-user-own-silo"),
        new(LaravelDefect.OtherSiloShown, "user-isolated", "project-isolated"),
        new(LaravelDefect.NumberReused, "user-number-distinct", "supplier-number-distinct"),
        new(LaravelDefect.WrongPrefix, "supplier-number"),
        new(LaravelDefect.CreateAnswersOk, "create-equipment-status"),
        new(LaravelDefect.ErrorWithoutData, "error-envelope") { InWholeRun = true },
        new(LaravelDefect.MissAnswersOk, "find-user-unknown-record", "find-project-unknown-record"),
        new(LaravelDefect.MissShowsObject, "find-user-miss-data"),
        new(LaravelDefect.DeleteReachesOrganization, "customer-organization-kept", "supplier-organization-kept"),
        new(LaravelDefect.ProjectComesBack, "project-reactivation"),
        new(LaravelDefect.CrashOnOddNumber, "no-server-error"),
        new(LaravelDefect.ReadOnlyKeyWrites, "create-user-permission", "update-user-permission", "delete-user-permission"),
        new(LaravelDefect.TypesChangeOnUpdate, "equipment-type-not-updated"),
        new(LaravelDefect.LastUpdateStays, "user-last-update-set-on-update"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake<LaravelDefect>)mistake);
}
