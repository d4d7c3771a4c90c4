namespace PlanisoContract.Tests.SensibleServers.Lightening;

/// <summary>A single mistake of the backend.</summary>
public enum LighteningDefect
{
    None,
    NewestNotListed,
    OldestNotListed,
    FilterIgnored,
    UpdateLost,
    UnsentCleared,
    NameNotRequired,
    LengthUnchecked,
    LengthInBytes,
    PasswordShown,
    CreateMethodStored,
    DeleteDoesNothing,
    DeletedStillListed,
    DeleteTwiceSaysDeleted,
    OtherAccountShown,
    EmptyRequestCreates,
    ErrorWithoutResult,
    CrashOnOddNumber,
    FieldDroppedOnUpdate,
    RefusalStoresTheRest,
}
