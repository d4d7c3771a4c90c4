namespace PlanisoContract.Tests.SensibleServers.Django;

public sealed class DjangoTests() : SensibleServerTests<DjangoDefect>("planiso", (clock, defect) => new DjangoPlaniso(clock, defect).Map)
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/v1/user", "fullname=Ada+Lovelace"),
        ("/v1/user", "fullname=Alan+Turing&custom_no=7"),
        ("/v1/project", "name=Bridge"),
        ("/v1/project", "name=Tunnel"),
        ("/v1/customer", "organization_name=Hill+Inc.&organization_address=1+Hill"),
    ];

    private static readonly Mistake<DjangoDefect>[] Mistakes =
    [
        new(DjangoDefect.NewestNotListed, "list-users-complete", "list-projects-complete"),
        new(DjangoDefect.OldestNotListed, "list-users-complete", "list-projects-complete"),
        new(DjangoDefect.ListUnordered, "list-users-order", "list-projects-order"),
        new(DjangoDefect.UpdateLost, "equipment-brand-round-trip-on-update"),
        new(DjangoDefect.UnsentCleared, "update-equipment-partial"),
        new(DjangoDefect.RequiredNotDemandedOnCreate, "project-name-required"),
        new(DjangoDefect.UpdateStoredThoughRefused, "user-email-unique-refusal"),
        new(DjangoDefect.UniqueUncheckedOnUpdate, "equipment-num-equip-unique-on-update"),
        new(DjangoDefect.DuplicateBadRequest, "user-email-unique", "project-custom-no-unique"),
        new(DjangoDefect.CascadesToOrganization, "customer-organization-kept"),
        new(DjangoDefect.CascadesFromOrganization, "customer-organization-delete-keeps-this"),
        new(DjangoDefect.DeletedStaysActive, "equipment-soft-delete"),
        new(DjangoDefect.SecondDeleteCrashes, "delete-user-second", "delete-project-second"),
        new(DjangoDefect.OtherSiloChanged, "update-equipment-own-silo"),
        new(DjangoDefect.AcceptsAnyKey, "wrong-key"),
        new(DjangoDefect.OrganizationLeftBehind, "customer-organization-whole-or-nothing"),
        new(DjangoDefect.LowerCasesText, "project-location-round-trip", "equipment-brand-round-trip"),
        new(DjangoDefect.YearUnbounded, "equipment-year-maximum"),
        new(DjangoDefect.AnswerShowsOldValues, "update-equipment-answer"),
        new(DjangoDefect.CodeIsText, "find-project-schema"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake<DjangoDefect>)mistake);
}
