namespace PlanisoContract.Tests.SensibleServers.Express;

/// <summary>A single mistake of the backend.</summary>
public enum ExpressDefect
{
    None,
    NewestNotListed,
    OldestNotListed,
    UpdateLost,
    FieldDroppedOnCreate,
    FieldDroppedOnUpdate,
    HardDelete,
    UniqueUnchecked,
    UniqueIndexLags,
    OtherSiloChanged,
    OtherSiloShown,
    ReadOnlyKeyWrites,
    CreationTimeMoves,
    ListHasNoActive,
    DeleteAnswersNull,
    IdentityOffByOne,
    CrashOnOddNumber,
}
