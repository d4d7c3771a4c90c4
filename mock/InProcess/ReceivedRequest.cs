using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.InProcess;

/// <summary>A request that the mock received.</summary>
public sealed record ReceivedRequest
{
    internal ReceivedRequest(JsonObject logged)
    {
        Method = logged["method"]!.ToString();
        Url = logged["url"]!.ToString();
        Body = logged["body"]?.ToString() ?? "";
        ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)logged["loggedDate"]!);
        Headers = (logged["headers"] as JsonObject ?? []).ToDictionary(
            header => header.Key, header => Values(header.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Upper case.</summary>
    public string Method { get; }

    /// <summary>Path and query as sent.</summary>
    public string Url { get; }

    /// <summary>The values of each header, in the order sent; names are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>As text; empty without one.</summary>
    public string Body { get; }

    /// <summary>When it came, by the mock's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Method and URL.</summary>
    public override string ToString() => $"{Method} {Url}";

    private static IReadOnlyList<string> Values(JsonNode? node) =>
        node is JsonArray values ? [.. values.Select(value => value!.ToString())] : [node?.ToString() ?? ""];
}
