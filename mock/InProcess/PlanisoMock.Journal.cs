using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

// What was asked.
public sealed partial class PlanisoMock
{
    private const string Journal = "/__admin/requests";

    /// <summary>The requests that came, the oldest first; all, or those of a kind. The admin API's own are not among them.</summary>
    public IReadOnlyList<ReceivedRequest> Requests(On? on = null) =>
        Read(_admin.Ask("POST", $"{Journal}/find", (on ?? On.Any()).ToJson()));

    /// <summary>How many requests of a kind came.</summary>
    public int Count(On on)
    {
        ArgumentNullException.ThrowIfNull(on);
        return (int)_admin.Ask("POST", $"{Journal}/count", on.ToJson())!["count"]!;
    }

    /// <summary>The requests that no stub took, the oldest first: the contract answered them, or nobody.</summary>
    public IReadOnlyList<ReceivedRequest> Unstubbed() => Read(_admin.Ask("GET", $"{Journal}/unmatched"));

    /// <summary>Requests of a kind came: at least one, or exactly so many.</summary>
    /// <exception cref="PlanisoVerificationException">They did not; the message lists what came instead.</exception>
    public void Verify(On on, int? times = null)
    {
        var count = Count(on);
        if (times is { } exactly ? count != exactly : count == 0)
            throw new PlanisoVerificationException(Explain(on, times, count));
    }

    /// <summary>No request of a kind came.</summary>
    /// <exception cref="PlanisoVerificationException">One did; the message lists all that came.</exception>
    public void VerifyNone(On on) => Verify(on, 0);

    /// <summary>Empties the journal.</summary>
    public void ResetRequests() => _admin.Ask("DELETE", Journal);

    private static IReadOnlyList<ReceivedRequest> Read(JsonNode? answer) =>
        [.. ((JsonArray)answer!["requests"]!).Select(request => new ReceivedRequest((JsonObject)request!)).OrderBy(request => request.ReceivedAt)];

    private string Explain(On on, int? times, int count)
    {
        var nearest = (JsonArray)_admin.Ask("POST", "/__admin/near-misses/request-pattern", on.ToJson())!["nearMisses"]!;
        return Verification.Explain(on, times, count, (JsonArray)_admin.Ask("GET", Journal)!["requests"]!, count == 0 ? nearest : []);
    }
}
