using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Responses;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>What holds for all stubs (wiremock.org, "Simulating Faults", "Global stub delays").</summary>
internal sealed class SettingsAdmin(Overlay overlay)
{
    private const string Root = "/__admin/settings";

    // Neither changes an answer of the mock: it has no extensions, and proxies nothing but what a stub names. It hands back
    // what it was given.
    private JsonObject? _extended;
    private bool _proxyPassThrough = true;

    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("GET", Root, "The settings of all stubs: their delays.", Show),
        OwnPage.Of("POST", Root, "Changes them: fixedDelay, delayDistribution.", SetAsync),
        OwnPage.Of("PUT", Root, "The same.", SetAsync),
        OwnPage.Of("PATCH", Root + "/extended", "Changes some of the extended settings, which change no answer.", ExtendAsync),
    ];

    private AdminAnswer Show(AdminRequest request)
    {
        var settings = new JsonObject();
        overlay.Responder.Delays.WriteTo(settings);
        if (Volatile.Read(ref _extended) is { } extended)
            settings["extended"] = extended.DeepClone();
        settings["proxyPassThrough"] = _proxyPassThrough;
        return AdminAnswer.Json(StatusCodes.Status200OK, new JsonObject { ["settings"] = settings });
    }

    private async Task<AdminAnswer> SetAsync(AdminRequest request)
    {
        var problems = new Problems(overlay.Options.Clock);
        var place = await request.ReadDocumentAsync(problems);
        // As GET shows them, they can be set, too.
        if (place.Member("settings") is { IsNull: false } settings)
        {
            place.NoOthers();
            place = settings;
        }
        else
        {
            place = new JsonPlace(place.Node, place.Pointer, problems);
        }
        var delays = DelaySettings.Read(place);
        var extended = place.Member("extended") is { IsNull: false } given ? given.AsObject() : null;
        var pass = place.Member("proxyPassThrough") is { IsNull: false } flag && flag.Flag() == true;
        place.NoOthers();
        if (problems.Any)
            return problems.ToAnswer();
        overlay.Responder.Delays = delays;
        Volatile.Write(ref _extended, (JsonObject?)extended?.DeepClone());
        _proxyPassThrough = pass;
        return AdminAnswer.Empty();
    }

    private async Task<AdminAnswer> ExtendAsync(AdminRequest request)
    {
        var problems = new Problems(overlay.Options.Clock);
        var place = await request.ReadDocumentAsync(problems);
        var given = place.Member("extended")?.AsObject();
        place.NoOthers();
        if (problems.Any)
            return problems.ToAnswer();
        var next = (JsonObject?)Volatile.Read(ref _extended)?.DeepClone() ?? [];
        foreach (var (name, value) in given ?? [])
            next[name] = value?.DeepClone();
        Volatile.Write(ref _extended, next);
        return AdminAnswer.Empty();
    }
}
