using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes what is more than one value, or follows from other records: lists, entries, identities, values of a record referred to.</summary>
internal sealed class CollectionWriter(ActiveModes modes, Table[] tables)
{
    private readonly ValueWriter _values = new(modes);

    /// <param name="json">Where to write.</param>
    /// <param name="field">The field.</param>
    /// <param name="record">The record that holds it.</param>
    /// <param name="value">What the record holds in it.</param>
    /// <param name="spoiled">Whether it stands in a list where it must not.</param>
    public void Write(Utf8JsonWriter json, SchemaField field, Record record, object? value, bool spoiled)
    {
        if (spoiled)
            json.WriteStartArray();
        if (value is RawJson)
            _values.Write(json, field, record, value, 0);
        else if (field.Field.From is { } from)
            From(json, field, record, from.Through, from.Show);
        else if (field.Field.Keyed is { } keyed)
            Keyed(json, field, keyed, value as KeyedValues ?? KeyedValues.None);
        else if (field.Field.IsCollection)
            List(json, field, record, value);
        else if (value is long identity && (modes[field.Field.Refers.AsRecord] || modes[field.Field.Refers.AsObject]))
            Referred(json, field, identity);
        else
            _values.Write(json, field, record, value, 0);
        if (spoiled)
            json.WriteEndArray();
    }

    private void List(Utf8JsonWriter json, SchemaField field, Record record, object? value)
    {
        json.WriteStartArray();
        foreach (var element in value as Array ?? Array.Empty<string>())
        {
            if (element is object?[] entry)
                Entry(json, field, record, member => entry[member.Field.Index]);
            else if (element is long identity && (modes[field.Field.Refers.AsRecord] || modes[field.Field.Refers.AsObject]))
                Referred(json, field, identity);
            else
                _values.Write(json, field, record, element, 0);
        }
        json.WriteEndArray();
    }

    // One entry for each record of the keyed resource; and for keys that a mode stored though they have none.
    private void Keyed(Utf8JsonWriter json, SchemaField field, KeyedPlan keyed, KeyedValues values)
    {
        var table = tables[field.Field.Target!.Index];
        json.WriteStartArray();
        foreach (var record in table.All())
            Entry(json, field, record, member => Member(keyed, member, record.Identity, values) ?? Shown(keyed, member, record));
        foreach (var (key, _) in values.ByKey)
        {
            if (table.At(key) is null)
                Entry(json, field, new Record(key, []), member => Member(keyed, member, key, values));
        }
        json.WriteEndArray();
    }

    private static object? Member(KeyedPlan keyed, SchemaField member, long key, KeyedValues values) => member.Field == keyed.Key ? key
        : member.Field != keyed.Value ? null
        : values.ByKey.GetValueOrDefault(key) ?? (member.Field.Field.Type == FieldType.Text ? "" : null);

    private static object? Shown(KeyedPlan keyed, SchemaField member, Record record) =>
        member.Field != keyed.Value && keyed.Shows[member.Field.Index] is { } field ? Of(record, field) : null;

    private void Entry(Utf8JsonWriter json, SchemaField field, Record record, Func<SchemaField, object?> value)
    {
        json.WriteStartObject();
        foreach (var member in field.Members)
        {
            json.WritePropertyName(member.Name);
            _values.Write(json, member, record, value(member), 0);
        }
        json.WriteEndObject();
    }

    // As an object of identity and label. One that is gone has no label any more.
    private void Referred(Utf8JsonWriter json, SchemaField field, long identity)
    {
        var target = field.Field.Target!;
        json.WriteStartObject();
        json.WriteNumber(target.Identity.Field.Name, identity);
        if (target.Label is { } label && tables[target.Index].At(identity) is { } record)
            json.WriteString(label.Field.Name, FieldValue.Text(record[label.Index]));
        json.WriteEndObject();
    }

    private void From(Utf8JsonWriter json, SchemaField field, Record record, FieldPlan through, FieldPlan show)
    {
        var flags = field.Field.Refers;
        // What a request stored or took away, where a mode lets it, comes before what follows.
        var value = record[field.Field.Index];
        if (value is null && !modes[flags.FromEmpty])
            value = Value(tables[through.Target!.Index], record[through.Index], show, modes[flags.FromOther]);
        if (value is null && field.Field.Field is { Type: FieldType.Text, Nullable: false })
            value = "";
        _values.Write(json, field, record, value == Sentinel.Nothing ? null : value, 0);
    }

    private static object? Value(Table table, object? identity, FieldPlan show, bool ofAnother)
    {
        if (identity is not long known || table.At(known) is not { } record)
            return null;
        var value = Of(record, show);
        return !ofAnother ? value
            : table.All().Select(other => Of(other, show)).FirstOrDefault(other => !FieldValue.Same(other, value)) ?? FieldValue.Altered(value);
    }

    private static object? Of(Record record, FieldPlan field) =>
        record[field.Index] is var value && value == Sentinel.Generated ? record.Identity : value;
}
