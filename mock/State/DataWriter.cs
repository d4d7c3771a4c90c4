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

    /// <summary>The data of one API in parts that make it together, each with so many records.</summary>
    public IEnumerable<byte[]> WriteParts(ApiPlan plan, StoreContent content, int records)
    {
        yield return Part(plan, json =>
        {
            WriteCounters(json, plan, content);
            // One that is not named would be seeded.
            foreach (var resource in plan.Resources)
            {
                json.WriteStartArray(DataFormat.Name(resource));
                json.WriteEndArray();
            }
        });
        foreach (var resource in plan.Resources)
        {
            foreach (var part in Entries(resource, content).Chunk(records))
            {
                yield return Part(plan, json =>
                {
                    json.WriteStartArray(DataFormat.Name(resource));
                    foreach (var write in part)
                        write(json);
                    json.WriteEndArray();
                });
            }
        }
    }

    private static byte[] Part(ApiPlan plan, Action<Utf8JsonWriter> write)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Readable.Encoder }))
        {
            json.WriteStartObject();
            json.WriteStartObject(plan.Contract.Api);
            json.WriteBoolean(DataFormat.Generate, false);
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
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
        json.WriteStartArray(DataFormat.Name(resource));
        foreach (var write in Entries(resource, content))
            write(json);
        json.WriteEndArray();
    }

    private IEnumerable<Action<Utf8JsonWriter>> Entries(ResourcePlan resource, StoreContent content)
    {
        var table = content.Tables[resource.Index];
        var others = table.OtherIdentities.ToLookup(pair => pair.Value, pair => pair.Key);
        var repeated = RepeatedRecords.Of(resource, table.Records);
        var records = new RecordDataWriter(resource, (of, identity) => content.Tables[of.Index].Find(identity), repeated.Contains, new ValueCheck(thisYear));
        foreach (var record in table.Records)
            yield return json => records.Write(json, record, isRemoved: false, [.. others[record.Identity].Order()]);
        foreach (var record in table.Removed)
            yield return json => records.Write(json, record, isRemoved: true, []);
    }
}
