using System.Globalization;
using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes what is more than one value, or follows from other records: lists, entries, identities, values of a record referred to.</summary>
internal sealed class CollectionWriter(SchemaField field, ActiveModes modes, Table[] tables)
{
    private readonly ValueWriter _values = new(modes);
    private readonly bool _asObject = modes[field.Field.Rules[Behaviors.ReferenceAs, "record"]] || modes[field.Field.Rules[Behaviors.ReferenceAs, "object"]];
    private readonly DerivedValue? _derived = field.Field.From is { } from ? new DerivedValue(field.Field, from.Through, from.Show, modes, tables) : null;

    /// <param name="json">Where to write.</param>
    /// <param name="record">The record that holds it.</param>
    /// <param name="value">What the record holds in it.</param>
    public void Write(Utf8JsonWriter json, Record record, object? value)
    {
        if (value is RawJson)
            _values.Write(json, field, record, value);
        else if (_derived is not null)
            _values.Write(json, field, record, _derived.Of(record));
        else if (field.Field.Keyed is { } keyed)
            Keyed(json, keyed, value as KeyedValues ?? KeyedValues.None);
        else if (field.Field.IsCollection)
            List(json, record, value);
        else
            Element(json, record, value);
    }

    private void List(Utf8JsonWriter json, Record record, object? value)
    {
        json.WriteStartArray();
        foreach (var element in value as Array ?? Array.Empty<string>())
        {
            if (element is object?[] entry)
                Entry(json, record, member => entry[member.Field.Index]);
            else
                Element(json, record, element);
        }
        json.WriteEndArray();
    }

    private void Element(Utf8JsonWriter json, Record record, object? value)
    {
        if (value is long identity && _asObject)
            Reference(json, identity);
        else if (value is long other && field.Field.Target is { IdentityNames: { } names } target)
            _values.Write(json, field, record, Shown(names, tables[target.Index].NameOf(other)));
        else
            _values.Write(json, field, record, value);
    }

    private static object Shown(IdentityNames names, string name) => names.AreNumbers ? long.Parse(name, CultureInfo.InvariantCulture) : name;

    // One entry for each record of the keyed resource; and for keys that a mode stored though they have none.
    private void Keyed(Utf8JsonWriter json, KeyedPlan keyed, KeyedValues values)
    {
        var table = tables[field.Field.Target!.Index];
        json.WriteStartArray();
        foreach (var record in table.All())
            Entry(json, record, member => Member(keyed, member, record.Identity, values) ?? Shown(keyed, member, record));
        foreach (var (key, _) in values.ByKey)
        {
            if (table.At(key) is null)
                Entry(json, new Record(key, []), member => Member(keyed, member, key, values));
        }
        json.WriteEndArray();
    }

    private static object? Member(KeyedPlan keyed, SchemaField member, long key, KeyedValues values) => member.Field == keyed.Key ? key
        : member.Field != keyed.Value ? null
        : values.ByKey.GetValueOrDefault(key) ?? (member.Field.Field.Type == FieldType.Text ? "" : null);

    private static object? Shown(KeyedPlan keyed, SchemaField member, Record record) =>
        member.Field != keyed.Value && keyed.Shows[member.Field.Index] is { } shown ? DerivedValue.Of(record, shown) : null;

    private void Entry(Utf8JsonWriter json, Record record, Func<SchemaField, object?> value)
    {
        json.WriteStartObject();
        foreach (var member in field.Members)
        {
            json.WritePropertyName(member.Name);
            _values.Write(json, member, record, value(member));
        }
        json.WriteEndObject();
    }

    // As an object of identity and label. One that is gone has no label any more.
    private void Reference(Utf8JsonWriter json, long identity)
    {
        var target = field.Field.Target!;
        json.WriteStartObject();
        if (target.IdentityNames is { AreNumbers: false })
            json.WriteString(target.Identity.Field.Name, tables[target.Index].NameOf(identity));
        else
            json.WriteNumber(target.Identity.Field.Name, target.IdentityNames is null ? identity : long.Parse(tables[target.Index].NameOf(identity), CultureInfo.InvariantCulture));
        if (target.Label is { } label && tables[target.Index].At(identity) is { } record)
            json.WriteString(label.Field.Name, FieldValue.Text(record[label.Index]));
        json.WriteEndObject();
    }
}

/// <summary>A field that shows what the record holds that another field refers to.</summary>
internal sealed class DerivedValue(FieldPlan field, FieldPlan through, FieldPlan show, ActiveModes modes, Table[] tables)
{
    private readonly bool _isEmpty = modes[field.Rules[Behaviors.From, "empty"]];
    private readonly bool _isOfAnother = modes[field.Rules[Behaviors.From, "other"]];

    /// <summary>The value. What a request stored or took away, where a mode lets it, comes before what follows.</summary>
    public object? Of(Record record)
    {
        var value = record[field.Index];
        if (value is null && !_isEmpty)
            value = Referred(record[through.Index]);
        if (value is null && field.Field is { Type: FieldType.Text, Nullable: false })
            return "";
        return value == Sentinel.Nothing ? null : value;
    }

    /// <summary>What a record shows in a field.</summary>
    public static object? Of(Record record, FieldPlan field)
    {
        var value = record[field.Index];
        return value != Sentinel.Generated ? value
            : field == field.Owner.Identity && field.Owner.IdentityNames is { AreNumbers: false } names ? names.Generate(record.Identity)
            : record.Identity;
    }

    private object? Referred(object? identity)
    {
        var table = tables[through.Target!.Index];
        if (identity is not long known || table.At(known) is not { } record)
            return null;
        var value = Of(record, show);
        return !_isOfAnother ? value
            : table.All().Select(other => Of(other, show)).FirstOrDefault(other => !FieldValue.Same(other, value)) ?? FieldValue.Altered(value);
    }
}
