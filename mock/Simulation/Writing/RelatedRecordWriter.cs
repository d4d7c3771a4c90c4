using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes the records that a record links or references.</summary>
internal sealed class RelatedRecordWriter(RecordWriter records, ActiveModes modes, Table table)
{
    public void Link(Utf8JsonWriter json, SchemaField field, Record linked)
    {
        var flags = field.Field.Link;
        var current = table.At(linked.Identity);
        if (modes[flags.Missing] && current is not null && current != linked)
        {
            json.WriteNullValue();
            return;
        }
        if (modes[flags.AsList])
            json.WriteStartArray();
        if (modes[flags.Wrapped])
        {
            json.WriteStartObject();
            json.WritePropertyName("data");
        }
        // A record that was never stored is still shown as it was linked.
        records.Write(json, modes[flags.Stale] ? linked : current ?? linked);
        if (modes[flags.Wrapped])
            json.WriteEndObject();
        if (modes[flags.AsList])
            json.WriteEndArray();
    }

    public void References(Utf8JsonWriter json, SchemaField field, Record[] references)
    {
        var flags = field.Field.References;
        json.WriteStartArray();
        foreach (var reference in modes[flags.FirstOnly] ? references.AsSpan(0, Math.Min(1, references.Length)) : references)
        {
            if (modes[flags.Identities])
                json.WriteNumberValue(reference.Identity);
            else
                records.Write(json, table.At(reference.Identity) ?? reference);
        }
        json.WriteEndArray();
    }
}
