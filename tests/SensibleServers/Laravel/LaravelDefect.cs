namespace PlanisoContract.Tests.SensibleServers.Laravel;

/// <summary>A single mistake of the backend.</summary>
public enum LaravelDefect
{
    None,
    NewestNotListed,
    OldestNotListed,
    ListUnordered,
    UpdateLost,
    UpdateClearsOthers,
    FieldDroppedOnUpdate,
    HardDelete,
    DeleteBlanks,
    UniqueUnchecked,
    UniqueUncheckedOnUpdate,
    OrganizationLeftBehind,
    OtherSiloChanged,
    OtherSiloShown,
    NumberReused,
    WrongPrefix,
    CreateAnswersOk,
    ErrorWithoutData,
    MissAnswersOk,
    MissShowsObject,
    DeleteReachesOrganization,
    ProjectComesBack,
    CrashOnOddNumber,
    ReadOnlyKeyWrites,
    TypesChangeOnUpdate,
    LastUpdateStays,
}
