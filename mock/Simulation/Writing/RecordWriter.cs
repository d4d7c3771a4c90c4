using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes records as an operation shows them. One serves all of a store's requests for it.</summary>
internal sealed class RecordWriter
{
    private readonly RecordSchema _schema;
    private readonly ActiveModes _modes;
    private readonly Table[] _tables;
    private readonly SchemaField? _missing;
    private readonly SchemaField? _stale;
    private readonly bool _wrongType;
    private readonly ValueWriter _values;
    private readonly bool[] _asStored;
    private readonly CollectionWriter?[] _collections;
    private readonly RelatedRecordWriter?[] _related;

    /// <param name="schema">How the operation shows them.</param>
    /// <param name="modes">The modes in force.</param>
    /// <param name="tables">Where related records are, by resource.</param>
    public RecordWriter(RecordSchema schema, ActiveModes modes, Table[] tables)
    {
        (_schema, _modes, _tables) = (schema, modes, tables);
        _missing = schema.Breakages?.Missing(modes);
        _stale = schema.Breakages?.Stale(modes);
        _wrongType = schema.Breakages?.HasWrongType(modes) == true;
        _values = new ValueWriter(modes);
        _collections = [.. schema.Fields.Select(field => field.Field.IsSimple || field.Inner is not null ? null : new CollectionWriter(field, modes, tables))];
        _related = new RelatedRecordWriter?[schema.Fields.Length];
        _asStored = [.. schema.Fields.Select(IsAsStored)];
    }

    public void Write(Utf8JsonWriter json, Record record, WriteOptions options = default)
    {
        json.WriteStartObject();
        WriteMembers(json, record, options);
        json.WriteEndObject();
    }

    private void WriteMembers(Utf8JsonWriter json, Record record, WriteOptions options)
    {
        var wrong = _wrongType;
        for (var at = 0; at < _schema.Fields.Length; at++)
        {
            if (options.Only is { } only && !only[_schema.Fields[at].Field.Index])
                continue;
            if (_asStored[at])
                WriteAsStored(json, _schema.Fields[at], record);
            else
                WriteMember(json, at, record, options, ref wrong);
        }
        if (record.ExtraMembers is { } extra)
        {
            foreach (var (name, value) in extra.Members)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.Json);
            }
        }
    }

    // Most fields have no mode in force, and nothing about them is asked again for every record.
    private bool IsAsStored(SchemaField field) =>
        field is { Key.IsMovable: false, Inner: null, Field.IsSimple: true } && !_wrongType && field != _missing && field != _stale
        && field.Field != _schema.Resource.Identity && field.Field != _schema.Resource.Active
        && field.Key.IsPlain(_modes) && _values.IsAsStored(field);

    private void WriteAsStored(Utf8JsonWriter json, SchemaField field, Record record)
    {
        if (record.Packed.TryGetAscii(field.Field.Index, out var ascii))
        {
            json.WriteString(field.Name, ascii);
            return;
        }
        var value = record[field.Field.Index];
        if (value is null)
            json.WriteNull(field.Name);
        else
        {
            json.WritePropertyName(field.Name);
            _values.Write(json, field, record, value);
        }
    }

    private void WriteMember(Utf8JsonWriter json, int at, Record record, WriteOptions options, ref bool wrong)
    {
        var field = _schema.Fields[at];
        if (field == _missing || field.Key.IsLeftOut(record[field.Field.Index], _schema.Kind, _modes))
            return;
        var asList = wrong && field.Field.Field.Type == FieldType.Text;
        wrong &= !asList;
        var (first, second) = field.Key.Keys(_modes);
        json.WritePropertyName(first);
        WriteValue(json, at, record, options, asList);
        if (second is { } other)
        {
            json.WritePropertyName(other);
            WriteValue(json, at, record, options, asList);
        }
    }

    private void WriteValue(Utf8JsonWriter json, int at, Record record, WriteOptions options, bool asList)
    {
        var field = _schema.Fields[at];
        var value = record[field.Field.Index];
        if (field.Key.IsGarbled(_schema.Kind, _modes))
            json.WriteRawValue("[null]");
        else if (options.ClaimActive && record.Deleted && field.Field == _schema.Resource.Active)
            _values.Write(json, field, record, BoxedBoolean.True);
        else if (field == _stale)
            _values.Write(json, field, record, FieldValue.Text(value) + "(stale)");
        else if (field.Inner is { } inner)
            WriteRelated(json, at, inner, value);
        else
        {
            if (asList)
                json.WriteStartArray();
            if (_collections[at] is { } collection)
                collection.Write(json, record, value);
            else
                _values.Write(json, field, record, value, !asList && field.Field == _schema.Resource.Identity ? options.IdentityOffset : 0);
            if (asList)
                json.WriteEndArray();
        }
    }

    private void WriteRelated(Utf8JsonWriter json, int at, RecordSchema inner, object? value)
    {
        var related = _related[at] ??=
            new RelatedRecordWriter(_schema.Fields[at].Field, new RecordWriter(inner, _modes, _tables), _modes, _tables[inner.Resource.Index]);
        switch (value)
        {
            case Record linked:
                related.WriteLink(json, linked);
                break;
            case Record[] references:
                related.WriteReferences(json, references);
                break;
            case null when _schema.Fields[at].Field.Field.References is not null:
                json.WriteStartArray();
                json.WriteEndArray();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}

/// <summary>What one answer shows of a record, beside what its operation does.</summary>
/// <param name="Only">The fields to show, by index; all where it is null.</param>
/// <param name="ClaimActive">Whether deleted records are shown as active.</param>
/// <param name="IdentityOffset">What is added to the identity (breakage <c>off-by-one</c>).</param>
internal readonly record struct WriteOptions(bool[]? Only = null, bool ClaimActive = false, int IdentityOffset = 0);
