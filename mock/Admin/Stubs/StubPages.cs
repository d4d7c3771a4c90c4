using System.Collections.Immutable;
using PlanisoContract.Mock.Stubs;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>The pages that WireMock has, too, group by group.</summary>
internal sealed class StubPages(Overlay overlay)
{
    private readonly StubFiles _files = new(overlay);

    public IEnumerable<OwnPage> All =>
    [
        .. Group("Stubs", [.. new MappingsAdmin(overlay, _files).Pages, .. new MappingsSearchAdmin(overlay, _files).Pages]),
        .. Group("Files of stubs", new FilesAdmin(overlay).Pages),
        .. Group("Journal", [.. new RequestsAdmin(overlay).Pages, .. new RequestsSearchAdmin(overlay).Pages, .. new NearMissesAdmin(overlay).Pages]),
        .. Group("Scenarios and settings", [.. new ScenariosAdmin(overlay).Pages, .. new SettingsAdmin(overlay).Pages]),
        .. NotOurs,
    ];

    public AdminAnswer List(AdminRequest request) => new MappingsAdmin(overlay, _files).List(request);

    /// <summary>Stubs as the files have them, an empty journal, scenarios where they begin.</summary>
    public void Reset()
    {
        _files.Reset();
        overlay.Journal.Clear();
    }

    // They are no pages to offer, but whoever looks for them is told.
    private static IEnumerable<OwnPage> NotOurs =>
    [
        Recording("POST", "/recordings/start"), Recording("POST", "/recordings/stop"), Recording("POST", "/recordings/snapshot"),
        Recording("GET", "/recordings/status"), Recording("GET", "/recorder"),
    ];

    private static OwnPage Recording(string method, string path) => OwnPage.Of(method, "/__admin" + path, "Recording is not the mock's.",
        _ => AdminAnswer.Error(StatusCodes.Status404NotFound, "The mock records nothing",
            "It has no server to record: the contracts answer. A stub with proxyBaseUrl hands requests on to one.")) with
    { IsListed = false };

    private static IEnumerable<OwnPage> Group(string name, ImmutableArray<OwnPage> pages) => pages.Select(page => page with { Group = name });
}
