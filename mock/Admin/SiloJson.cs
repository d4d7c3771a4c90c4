using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Admin;

/// <summary>Silos as people describe them in JSON.</summary>
internal static class SiloJson
{
    /// <summary>What a silo was made with, as <see cref="SiloReader"/> reads it.</summary>
    public static JsonObject Describe(SiloSettings settings) => new()
    {
        ["keys"] = new JsonArray([.. settings.Keys.Select(right => new JsonObject { ["key"] = right.Key, ["canWrite"] = right.CanWrite, ["canRead"] = right.CanRead })]),
        ["seed"] = settings.Seed,
        ["records"] = Records(settings.Records),
        ["profile"] = new JsonObject(settings.Profile.Select(reading => KeyValuePair.Create(reading.Key, (JsonNode?)reading.Value))),
        ["broken"] = new JsonArray([.. settings.Broken.Select(rule => JsonValue.Create(rule))]),
    };

    private static JsonNode Records(RecordCounts records) => records.Named.IsEmpty ? records.Others
        : new JsonObject([.. records.Named.Add(RecordCounts.Rest, records.Others).Select(named => KeyValuePair.Create(named.Key, (JsonNode?)named.Value))]);
}
