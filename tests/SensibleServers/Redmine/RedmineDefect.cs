namespace PlanisoContract.Tests.SensibleServers.Redmine;

/// <summary>A single mistake of the backend.</summary>
public enum RedmineDefect
{
    None,
    NewestNotListed,
    OldestNotListed,
    OffsetIgnored,
    TotalOfPage,
    UpdateLost,
    UnsentCleared,
    FieldDroppedOnUpdate,
    NameNotRequired,
    DeleteDoesNothing,
    DeletedStillListed,
    ContactsSurvive,
    ContactUnderAnyCompany,
    OtherAccountShown,
    ListsReversed,
    XmlUnmarked,
    XmlDropsOptional,
    CreateWithoutLocation,
    ErrorsAsObject,
    MissWithBody,
    CrashOnOddNumber,
    ReadOnlyKeyWrites,
}
