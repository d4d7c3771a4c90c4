using Microsoft.AspNetCore.Builder;

namespace PlanisoContract.Tests.SensibleServers.Django;

public sealed class DjangoTests() : SensibleServerTests("planiso", With(DjangoDefect.None))
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/v1/user", "fullname=Ada+Lovelace"),
        ("/v1/user", "fullname=Alan+Turing&custom_no=7"),
        ("/v1/project", "name=Bridge"),
        ("/v1/project", "name=Tunnel"),
        ("/v1/customer", "organization_name=Hill+Inc.&organization_address=1+Hill"),
    ];

    private static readonly Mistake[] Mistakes =
    [
        Of(DjangoDefect.NewestNotListed, "list-users-complete", "list-projects-complete"),
        Of(DjangoDefect.OldestNotListed, "list-users-complete", "list-projects-complete"),
        Of(DjangoDefect.ListUnordered, "list-users-order", "list-projects-order"),
        Of(DjangoDefect.UpdateLost, "equipment-brand-round-trip-on-update"),
        Of(DjangoDefect.UnsentCleared, "update-equipment-partial"),
        Of(DjangoDefect.RequiredNotDemandedOnCreate, "project-name-required"),
        Of(DjangoDefect.UpdateStoredThoughRefused, "user-email-unique-refusal"),
        Of(DjangoDefect.UniqueUncheckedOnUpdate, "equipment-num-equip-unique-on-update"),
        Of(DjangoDefect.DuplicateBadRequest, "user-email-unique", "project-custom-no-unique"),
        Of(DjangoDefect.CascadesToOrganization, "customer-organization-kept"),
        Of(DjangoDefect.CascadesFromOrganization, "customer-organization-delete-keeps-this"),
        Of(DjangoDefect.DeletedStaysActive, "equipment-soft-delete"),
        Of(DjangoDefect.SecondDeleteCrashes, "delete-user-second", "delete-project-second"),
        Of(DjangoDefect.OtherSiloChanged, "update-equipment-own-silo"),
        Of(DjangoDefect.AcceptsAnyKey, "wrong-key"),
        Of(DjangoDefect.OrganizationLeftBehind, "customer-organization-whole-or-nothing"),
        Of(DjangoDefect.LowerCasesText, "project-location-round-trip", "equipment-brand-round-trip"),
        Of(DjangoDefect.YearUnbounded, "equipment-year-maximum"),
        Of(DjangoDefect.AnswerShowsOldValues, "update-equipment-answer"),
        Of(DjangoDefect.CodeIsText, "find-project-schema"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake)mistake);

    private static Mistake Of(DjangoDefect defect, params string[] rules) => new($"{defect}", With(defect), rules);

    private static Func<TimeProvider, Action<WebApplication>> With(DjangoDefect defect) => clock => new DjangoPlaniso(clock, defect).Map;
}
