using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State.Snapshots;

/// <summary>The names of a snapshot's file.</summary>
internal static class SnapshotFormat
{
    /// <summary>The newest one that this program reads, and the one that it writes.</summary>
    public const int Newest = 1;

    public const string Format = "format";
    public const string Name = "name";
    public const string Time = "time";
    public const string Contracts = "contracts";
    public const string Whole = "whole";
    public const string Silos = "silos";
    public const string Data = "data";
    public const string Overrides = "overrides";
}

/// <summary>Writes snapshots: in short, or as the file that another mock takes.</summary>
/// <param name="contracts">The APIs.</param>
/// <param name="clock">The time.</param>
internal sealed class SnapshotWriter(ImmutableArray<Contract> contracts, TimeProvider clock)
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Name, time, silos and how many records each has of each API.</summary>
    public JsonObject Describe(Snapshot snapshot) => new()
    {
        [SnapshotFormat.Name] = snapshot.Name,
        [SnapshotFormat.Time] = snapshot.Time.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        [SnapshotFormat.Whole] = snapshot.IsWhole,
        [SnapshotFormat.Silos] = new JsonArray([.. snapshot.Silos.Select(silo => new JsonObject
        {
            ["name"] = silo.Settings.Keys[0].Key,
            ["records"] = new JsonObject(contracts.Select((contract, api) => KeyValuePair.Create(contract.Api, (JsonNode?)Count(silo, contract, api)))),
        })]),
        [SnapshotFormat.Overrides] = snapshot.Overrides is { } overrides ? overrides.Length : null,
    };

    /// <summary>All of it.</summary>
    public byte[] Write(Snapshot snapshot)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber(SnapshotFormat.Format, SnapshotFormat.Newest);
            json.WriteString(SnapshotFormat.Name, snapshot.Name);
            json.WriteString(SnapshotFormat.Time, snapshot.Time);
            json.WriteStartObject(SnapshotFormat.Contracts);
            foreach (var contract in contracts)
                json.WriteString(contract.Api, contract.Fingerprint);
            json.WriteEndObject();
            json.WriteBoolean(SnapshotFormat.Whole, snapshot.IsWhole);
            json.WriteStartArray(SnapshotFormat.Silos);
            foreach (var silo in snapshot.Silos)
                Write(json, silo);
            json.WriteEndArray();
            if (snapshot.Overrides is { } overrides)
                Write(json, overrides);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, SavedSilo silo)
    {
        json.WriteStartObject();
        foreach (var (name, value) in SiloJson.Describe(silo.Settings))
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value);
        }
        json.WritePropertyName(SnapshotFormat.Data);
        new DataWriter(clock.GetUtcNow().Year).Write(json, contracts.Select((contract, api) => (ApiPlan.Of(contract), RecordsOf(silo, contract, api).Make())));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<Overrides.SavedOverride> overrides)
    {
        json.WriteStartArray(SnapshotFormat.Overrides);
        foreach (var one in overrides)
            Describe(one).WriteTo(json);
        json.WriteEndArray();
    }

    /// <summary>An override with all that it has counted.</summary>
    public static JsonObject Describe(Overrides.SavedOverride one) => new()
    {
        ["id"] = one.Id,
        ["seen"] = one.Seen,
        ["used"] = one.Used,
        ["enabled"] = one.IsEnabled,
        ["override"] = JsonSerializer.SerializeToNode(one.Definition.Source),
    };

    // What nobody has asked for is what the silo starts with.
    public StoreSource RecordsOf(SavedSilo silo, Contract contract, int api) => silo.Records[api] ?? new Silos(contracts, clock).Add(silo.Settings).StateOf(contract).Capture();

    private static long Count(SavedSilo silo, Contract contract, int api) => silo.Records[api]?.Made is { } made ? made.Count : silo.Records[api]?.Count is { } count ? count
        : new SeedCounts(ApiPlan.Of(contract), silo.Settings.Records, silo.Settings.Given.GetValueOrDefault(contract.Api)).Total;
}
