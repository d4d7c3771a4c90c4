using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes the records that a field links or references, as they are now.</summary>
internal sealed class RelatedRecordWriter(FieldPlan field, RecordWriter records, ActiveModes modes, Table table)
{
    private readonly bool _isStale = modes[field.Rules[Behaviors.LinkedCurrent, "stale"]];
    private readonly bool _isMissing = modes[field.Rules[Behaviors.LinkedCurrent, "missing"]];
    private readonly bool _isWrapped = modes[field.Rules[Behaviors.LinkedShape, "wrapped"]];
    private readonly bool _isList = modes[field.Rules[Behaviors.LinkedShape, "list"]];
    private readonly bool _asIdentities = modes[field.Rules[Behaviors.ReferencesShown, "identities"]];
    private readonly bool _firstOnly = modes[field.Rules[Behaviors.ReferencesShown, "first-only"]];

    public void WriteLink(Utf8JsonWriter json, Record linked)
    {
        var current = table.At(linked.Identity);
        if (_isMissing && current is not null && current != linked)
        {
            json.WriteNullValue();
            return;
        }
        if (_isList)
            json.WriteStartArray();
        if (_isWrapped)
        {
            json.WriteStartObject();
            json.WritePropertyName("data");
        }
        // A record that was never stored is still shown as it was linked.
        records.Write(json, _isStale ? linked : current ?? linked);
        if (_isWrapped)
            json.WriteEndObject();
        if (_isList)
            json.WriteEndArray();
    }

    public void WriteReferences(Utf8JsonWriter json, Record[] references)
    {
        json.WriteStartArray();
        foreach (var reference in _firstOnly ? references.AsSpan(0, Math.Min(1, references.Length)) : references)
        {
            if (_asIdentities && field.Target!.IdentityNames is { AreNumbers: false } names)
                json.WriteStringValue(names.Of(reference));
            else if (_asIdentities)
                json.WriteNumberValue(reference.Identity);
            else
                records.Write(json, table.At(reference.Identity) ?? reference);
        }
        json.WriteEndArray();
    }
}
