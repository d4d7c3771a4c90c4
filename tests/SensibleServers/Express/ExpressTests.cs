using Microsoft.AspNetCore.Builder;

namespace PlanisoContract.Tests.SensibleServers.Express;

public sealed class ExpressTests() : SensibleServerTests("planiso", With(ExpressDefect.None))
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/v1/user", "fullname=Ada+Lovelace"),
        ("/v1/user", "fullname=Alan+Turing&custom_no=7"),
        ("/v1/project", "name=Bridge"),
        ("/v1/project", "name=Tunnel"),
    ];

    private static readonly Mistake[] Mistakes =
    [
        Of(ExpressDefect.NewestNotListed, "list-users-complete", "list-projects-complete") with { InWholeRun = true },
        Of(ExpressDefect.OldestNotListed, "list-users-complete", "list-projects-complete") with { InWholeRun = true },
        Of(ExpressDefect.UpdateLost, "project-name-round-trip-on-update"),
        Of(ExpressDefect.FieldDroppedOnCreate, "project-location-round-trip", "user-phonext-round-trip"),
        Of(ExpressDefect.FieldDroppedOnUpdate, "user-phone-round-trip-on-update", "project-end-date-round-trip-on-update"),
        Of(ExpressDefect.HardDelete, "user-soft-delete", "project-soft-delete"),
        Of(ExpressDefect.UniqueUnchecked, "user-email-unique", "project-custom-no-unique"),
        Of(ExpressDefect.UniqueIndexLags, "user-email-unique-parallel"),
        Of(ExpressDefect.OtherSiloChanged, "update-user-own-silo") with { InWholeRun = true },
        Of(ExpressDefect.OtherSiloShown, "user-isolated"),
        Of(ExpressDefect.ReadOnlyKeyWrites, "create-user-permission", "update-project-permission"),
        Of(ExpressDefect.CreationTimeMoves, "user-create-date-fixed"),
        Of(ExpressDefect.ListHasNoActive, "list-users-keys"),
        Of(ExpressDefect.DeleteAnswersNull, "delete-project-answer"),
        Of(ExpressDefect.IdentityOffByOne, "user-identity", "project-identity"),
        Of(ExpressDefect.CrashOnOddNumber, "no-server-error"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake)mistake);

    private static Mistake Of(ExpressDefect defect, params string[] rules) => new($"{defect}", With(defect), rules);

    private static Func<TimeProvider, Action<WebApplication>> With(ExpressDefect defect) => clock => new ExpressPlaniso(clock, defect).Map;
}
