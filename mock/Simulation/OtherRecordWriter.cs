using System.Text.Json;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Writes the records that a record links or references.</summary>
internal sealed class OtherRecordWriter(RecordWriter records, Modes modes, Table table)
{
    public void Link(Utf8JsonWriter json, ShownField field, Record linked)
    {
        var gates = field.Field.Link;
        var current = table.At(linked.Identity);
        if (modes[gates.Missing] && current is not null && current != linked)
        {
            json.WriteNullValue();
            return;
        }
        if (modes[gates.AsList])
            json.WriteStartArray();
        if (modes[gates.Wrapped])
        {
            json.WriteStartObject();
            json.WritePropertyName("data");
        }
        // A record that was never stored is still shown as it was linked.
        records.Write(json, modes[gates.Stale] ? linked : current ?? linked);
        if (modes[gates.Wrapped])
            json.WriteEndObject();
        if (modes[gates.AsList])
            json.WriteEndArray();
    }

    public void References(Utf8JsonWriter json, ShownField field, Record[] references)
    {
        var gates = field.Field.References;
        json.WriteStartArray();
        foreach (var reference in modes[gates.FirstOnly] ? references.AsSpan(0, Math.Min(1, references.Length)) : references)
        {
            if (modes[gates.Identities])
                json.WriteNumberValue(reference.Identity);
            else
                records.Write(json, table.At(reference.Identity) ?? reference);
        }
        json.WriteEndArray();
    }
}
