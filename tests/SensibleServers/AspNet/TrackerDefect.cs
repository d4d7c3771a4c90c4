namespace PlanisoContract.Tests.SensibleServers.AspNet;

/// <summary>A single mistake of the backend.</summary>
public enum TrackerDefect
{
    None,
    LocationMissing,
    TagUnchanged,
    IfMatchIgnored,
    TotalOfPage,
    LinkMissing,
    PutMerges,
    TitleNotDemanded,
    EstimateUnbounded,
    EstimateTruncated,
    ReporterLost,
    TagsReversed,
    TimeShifted,
    KeyUnchecked,
    UnknownProjectTaken,
    StatusDiffers,
    ErrorsNameOtherField,
    OtherTenantShown,
    DeleteChangesNothing,
    TakeUncapped,
    FilterByTextOfEstimate,
}
