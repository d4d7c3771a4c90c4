namespace PlanisoContract.Tests.SensibleServers.Express;

public sealed class ExpressTests() : SensibleServerTests<ExpressDefect>("planiso", (clock, defect) => new ExpressPlaniso(clock, defect).Map)
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/v1/user", "fullname=Ada+Lovelace"),
        ("/v1/user", "fullname=Alan+Turing&custom_no=7"),
        ("/v1/project", "name=Bridge"),
        ("/v1/project", "name=Tunnel"),
    ];

    private static readonly Mistake<ExpressDefect>[] Mistakes =
    [
        new(ExpressDefect.NewestNotListed, "list-users-complete", "list-projects-complete") { InWholeRun = true },
        new(ExpressDefect.OldestNotListed, "list-users-complete", "list-projects-complete") { InWholeRun = true },
        new(ExpressDefect.UpdateLost, "project-name-round-trip-on-update"),
        new(ExpressDefect.FieldDroppedOnCreate, "project-location-round-trip", "user-phonext-round-trip"),
        new(ExpressDefect.FieldDroppedOnUpdate, "user-phone-round-trip-on-update", "project-end-date-round-trip-on-update"),
        new(ExpressDefect.HardDelete, "user-soft-delete", "project-soft-delete"),
        new(ExpressDefect.UniqueUnchecked, "user-email-unique", "project-custom-no-unique"),
        new(ExpressDefect.UniqueIndexLags, "user-email-unique-parallel"),
        new(ExpressDefect.OtherSiloChanged, "update-user-own-silo") { InWholeRun = true },
        new(ExpressDefect.OtherSiloShown, "user-isolated"),
        new(ExpressDefect.ReadOnlyKeyWrites, "create-user-permission", "update-project-permission"),
        new(ExpressDefect.CreationTimeMoves, "user-create-date-fixed"),
        new(ExpressDefect.ListHasNoActive, "list-users-keys"),
        new(ExpressDefect.DeleteAnswersNull, "delete-project-answer"),
        new(ExpressDefect.IdentityOffByOne, "user-identity", "project-identity"),
        new(ExpressDefect.CrashOnOddNumber, "no-server-error"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake<ExpressDefect>)mistake);
}
