namespace PlanisoContract.Tests.SensibleServers.Django;

/// <summary>A single mistake of the backend.</summary>
public enum DjangoDefect
{
    None,
    NewestNotListed,
    OldestNotListed,
    ListUnordered,
    UpdateLost,
    UnsentCleared,
    RequiredNotDemandedOnCreate,
    UpdateStoredThoughRefused,
    UniqueUncheckedOnUpdate,
    DuplicateBadRequest,
    CascadesToOrganization,
    CascadesFromOrganization,
    DeletedStaysActive,
    SecondDeleteCrashes,
    OtherSiloChanged,
    AcceptsAnyKey,
    OrganizationLeftBehind,
    LowerCasesText,
    YearUnbounded,
    AnswerShowsOldValues,
    CodeIsText,
}
