using System.Text.Encodings.Web;
using System.Text.Json;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.State;

/// <summary>Writes all records of a silo as data that make the same silo again.</summary>
/// <param name="thisYear">The current year.</param>
internal sealed class DataWriter(int thisYear)
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        // It is read as JSON, never as HTML: letters with accents stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The data of several APIs.</summary>
    public byte[] Write(IEnumerable<(ApiPlan Plan, StoreContent Content)> apis)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
            Write(json, apis);
        return bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc cref="Write(IEnumerable{ValueTuple{ApiPlan, StoreContent}})"/>
    public void Write(Utf8JsonWriter json, IEnumerable<(ApiPlan Plan, StoreContent Content)> apis)
    {
        json.WriteStartObject();
        foreach (var (plan, content) in apis)
        {
            json.WriteStartObject(plan.Contract.Api);
            // Nothing is left to be generated, in a record that is added by hand neither.
            json.WriteBoolean(DataFormat.Generate, false);
            WriteCounters(json, plan, content);
            foreach (var resource in plan.Resources)
                WriteTable(json, resource, content);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteCounters(Utf8JsonWriter json, ApiPlan plan, StoreContent content)
    {
        var counted = plan.Resources.Where(resource => content.Tables[resource.Index] is var table
            && (table.Last != Highest(table) || table.Seeded != Highest(table))).ToList();
        if (counted.Count == 0)
            return;
        json.WriteStartObject(DataFormat.Counters);
        foreach (var resource in counted)
        {
            json.WriteStartObject(DataFormat.Name(resource));
            json.WriteNumber(DataFormat.Next, content.Tables[resource.Index].Last + 1);
            json.WriteNumber(DataFormat.Seeded, content.Tables[resource.Index].Seeded);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static long Highest(TableContent table) => Math.Max(Last(table.Records), Last(table.Removed));

    private static long Last(IReadOnlyList<Record> records) => records.Count == 0 ? 0 : records[^1].Identity;

    private void WriteTable(Utf8JsonWriter json, ResourcePlan resource, StoreContent content)
    {
        var table = content.Tables[resource.Index];
        var others = table.OtherIdentities.ToLookup(pair => pair.Value, pair => pair.Key);
        var records = new RecordDataWriter(resource, content, new ValueCheck(thisYear));
        json.WriteStartArray(DataFormat.Name(resource));
        foreach (var record in table.Records)
            records.Write(json, record, isRemoved: false, [.. others[record.Identity].Order()]);
        foreach (var record in table.Removed)
            records.Write(json, record, isRemoved: true, []);
        json.WriteEndArray();
    }
}
