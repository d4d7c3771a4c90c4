namespace PlanisoContract.Tests.SensibleServers.DjangoRest;

/// <summary>A single mistake of the backend.</summary>
public enum DepotDefect
{
    None,
    NewestNotListed,
    CountOfPage,
    PagesOverlap,
    PageSizeIgnored,
    FilterIgnored,
    BoundExclusive,
    SortedAsTexts,
    SearchStartsWith,
    UniqueUnchecked,
    UnknownCategoryTaken,
    ErrorsNameNoField,
    AllowMissing,
    UnsentCleared,
    FormLosesValues,
    DeleteIsSoft,
    OtherSiloChanged,
    AcceptsAnyKey,
    ReadOnlyKeyWrites,
    MediaTypeBadRequest,
}
