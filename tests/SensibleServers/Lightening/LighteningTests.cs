namespace PlanisoContract.Tests.SensibleServers.Lightening;

public sealed class LighteningTests() : SensibleServerTests<LighteningDefect>("lightening", (clock, defect) => new PhpLightening(clock, defect).Map)
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/contact", "name=Ada+Lovelace"),
        ("/contact", "name=Alan+Turing"),
    ];

    private static readonly Mistake<LighteningDefect>[] Mistakes =
    [
        new(LighteningDefect.NewestNotListed, "list-contacts-complete") { InWholeRun = true },
        new(LighteningDefect.OldestNotListed, "list-contacts-complete") { InWholeRun = true },
        new(LighteningDefect.FilterIgnored, "list-contacts-filter"),
        new(LighteningDefect.UpdateLost, "contact-name-round-trip-on-update", "contact-tel-round-trip-on-update"),
        new(LighteningDefect.UnsentCleared, "update-contact-partial"),
        new(LighteningDefect.NameNotRequired, "contact-name-required"),
        new(LighteningDefect.LengthUnchecked, "contact-name-max-length", "contact-role-max-length"),
        new(LighteningDefect.LengthInBytes, "contact-name-length-unit"),
        new(LighteningDefect.PasswordShown, "contact-portal-password-write-only"),
        new(LighteningDefect.CreateMethodStored, "contact-create-method-not-allowed"),
        new(LighteningDefect.DeleteDoesNothing, "contact-hard-delete"),
        new(LighteningDefect.DeletedStillListed, "contact-hard-delete"),
        new(LighteningDefect.DeleteTwiceSaysDeleted, "delete-contact-second"),
        new(LighteningDefect.OtherAccountShown, "contact-isolated"),
        new(LighteningDefect.EmptyRequestCreates, "create-contact-nothing"),
        new(LighteningDefect.ErrorWithoutResult, "result-flag") { InWholeRun = true },
        new(LighteningDefect.CrashOnOddNumber, "no-server-error"),
        new(LighteningDefect.FieldDroppedOnUpdate, "contact-department-round-trip-on-update"),
        new(LighteningDefect.RefusalStoresTheRest, "contact-name-not-blank-on-update"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake<LighteningDefect>)mistake);
}
