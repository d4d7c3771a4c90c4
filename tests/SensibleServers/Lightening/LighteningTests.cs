using Microsoft.AspNetCore.Builder;

namespace PlanisoContract.Tests.SensibleServers.Lightening;

public sealed class LighteningTests() : SensibleServerTests("lightening", With(LighteningDefect.None))
{
    protected override (string Path, string Form)[] Records =>
    [
        ("/contact", "name=Ada+Lovelace"),
        ("/contact", "name=Alan+Turing"),
    ];

    private static readonly Mistake[] Mistakes =
    [
        Of(LighteningDefect.NewestNotListed, "list-contacts-complete") with { InWholeRun = true },
        Of(LighteningDefect.OldestNotListed, "list-contacts-complete") with { InWholeRun = true },
        Of(LighteningDefect.FilterIgnored, "list-contacts-filter"),
        Of(LighteningDefect.UpdateLost, "contact-name-round-trip-on-update", "contact-tel-round-trip-on-update"),
        Of(LighteningDefect.UnsentCleared, "update-contact-partial"),
        Of(LighteningDefect.NameNotRequired, "contact-name-required"),
        Of(LighteningDefect.LengthUnchecked, "contact-name-max-length", "contact-role-max-length"),
        Of(LighteningDefect.LengthInBytes, "contact-name-length-unit"),
        Of(LighteningDefect.PasswordShown, "contact-portal-password-write-only"),
        Of(LighteningDefect.CreateMethodStored, "contact-create-method-not-allowed"),
        Of(LighteningDefect.DeleteDoesNothing, "contact-hard-delete"),
        Of(LighteningDefect.DeletedStillListed, "contact-hard-delete"),
        Of(LighteningDefect.DeleteTwiceSaysDeleted, "delete-contact-second"),
        Of(LighteningDefect.OtherAccountShown, "contact-isolated"),
        Of(LighteningDefect.EmptyRequestCreates, "create-contact-nothing"),
        Of(LighteningDefect.ErrorWithoutResult, "result-flag") with { InWholeRun = true },
        Of(LighteningDefect.CrashOnOddNumber, "no-server-error"),
        Of(LighteningDefect.FieldDroppedOnUpdate, "contact-department-round-trip-on-update"),
        Of(LighteningDefect.RefusalStoresTheRest, "contact-name-not-blank-on-update"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public Task Its_defect_is_noticed(object mistake) => NoticeAsync((Mistake)mistake);

    private static Mistake Of(LighteningDefect defect, params string[] rules) => new($"{defect}", With(defect), rules);

    private static Func<TimeProvider, Action<WebApplication>> With(LighteningDefect defect) => clock => new PhpLightening(clock, defect).Map;
}
