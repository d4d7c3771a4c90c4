using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes records as an operation shows them. One serves all of a store's requests for it.</summary>
internal sealed class RecordWriter
{
    private readonly OperationPlan _operation;
    private readonly RecordSchema _schema;
    private readonly ActiveModes _modes;
    private readonly Table[] _tables;
    private readonly SchemaField? _left;
    private readonly SchemaField? _stale;
    private readonly bool _wrongType;
    private readonly ValueWriter _values;
    private readonly bool[] _asStored;
    private readonly CollectionWriter _several;
    private readonly RelatedRecordWriter?[] _others;

    /// <param name="operation">The operation.</param>
    /// <param name="shown">How it shows them.</param>
    /// <param name="modes">The modes in force.</param>
    /// <param name="tables">Where linked records are, by resource.</param>
    public RecordWriter(OperationPlan operation, RecordSchema shown, ActiveModes modes, Table[] tables)
    {
        (_operation, _schema, _modes, _tables) = (operation, shown, modes, tables);
        _left = modes[operation.Flags.KeyMissing] ? operation.LastKey : null;
        // What spoils an answer spoils the record itself, not those that it links.
        _stale = modes[operation.Flags.Stale] && shown == operation.Schema ? shown.FirstWrittenText : null;
        _wrongType = modes[operation.Flags.WrongType] && shown == operation.Schema;
        _values = new ValueWriter(modes);
        _several = new CollectionWriter(modes, tables);
        _others = new RelatedRecordWriter?[shown.Resource.Fields.Length];
        _asStored = [.. shown.Fields.Select(IsAsStored)];
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
            var field = _schema.Fields[at];
            if (options.Only is { } only && !only[field.Field.Index])
                continue;
            if (_asStored[at])
                AsStored(json, field, record);
            else
                Member(json, field, record, options, ref wrong);
        }
        if (record.ExtraMembers is { } extras)
        {
            foreach (var (name, value) in extras.Members)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.Json);
            }
        }
    }

    // Most fields have no mode in force, and nothing about them is asked again for every record.
    private bool IsAsStored(SchemaField field) =>
        field is { IsMovable: false, Inner: null, Field.IsSimple: true } && !_wrongType && field != _left && field != _stale
        && field.Field != _schema.Resource.Identity && field.Field != _schema.Resource.Active
        && !_modes[field.Garbled] && !_modes[field.Field.Input.UnsetLeftOut] && _values.IsAsStored(field);

    private void AsStored(Utf8JsonWriter json, SchemaField field, Record record)
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
            _values.Write(json, field, record, value, 0);
        }
    }

    private void Member(Utf8JsonWriter json, SchemaField field, Record record, WriteOptions options, ref bool wrong)
    {
        var value = record[field.Field.Index];
        if (field == _left || (value is null && _modes[field.Field.Input.UnsetLeftOut]) || (field.IsMovable && IsLeftOut(field, value)))
            return;
        var spoiled = wrong && field.Field.Field.Type == FieldType.Text;
        wrong &= !spoiled;
        if (field.IsMovable)
            Named(json, field, record, options, spoiled);
        else
        {
            json.WritePropertyName(field.Name);
            Value(json, field, record, options, spoiled);
        }
    }

    private bool IsLeftOut(SchemaField field, object? value)
    {
        var plan = field.Field;
        return _modes[field.UnderNeither] || (_schema.Kind != OperationKind.Create && _modes[field.LeftOut]) || _modes[field.Nowhere] || _modes[plan.Refers.LeftOut]
            || (plan.IsHidden && !_modes[plan.Closed.SecretShown] && !(_modes[plan.Closed.ForbiddenStored] && value is not null));
    }

    private void Named(Utf8JsonWriter json, SchemaField field, Record record, WriteOptions options, bool spoiled)
    {
        if (_modes[field.Field.Refers.AsRecord])
        {
            json.WritePropertyName(field.RecordName);
            Value(json, field, record, options, spoiled);
            return;
        }
        if (!_modes[field.UnderAlias])
        {
            json.WritePropertyName(field.Name);
            Value(json, field, record, options, spoiled);
        }
        if (_modes[field.UnderAlias] || _modes[field.UnderBoth])
        {
            json.WritePropertyName(field.Alias);
            Value(json, field, record, options, spoiled);
        }
    }

    private void Value(Utf8JsonWriter json, SchemaField field, Record record, WriteOptions options, bool spoiled)
    {
        var value = record[field.Field.Index];
        if (_schema.Kind != OperationKind.Create && _modes[field.Garbled])
            json.WriteRawValue("[null]");
        else if (options.ClaimActive && record.Deleted && field.Field == _schema.Resource.Active)
            _values.Write(json, field, record, BoxedBoolean.True, 0);
        else if (field == _stale)
            _values.Write(json, field, record, FieldValue.Text(value) + "(stale)", 0);
        else if (field.Inner is { } inner)
            Other(json, field, inner, value);
        else if (!field.Field.IsSimple)
            _several.Write(json, field, record, value, spoiled);
        else if (spoiled)
        {
            json.WriteStartArray();
            _values.Write(json, field, record, value, 0);
            json.WriteEndArray();
        }
        else
            _values.Write(json, field, record, value, field.Field == _schema.Resource.Identity ? options.IdentityOffset : 0);
    }

    private void Other(Utf8JsonWriter json, SchemaField field, RecordSchema inner, object? value)
    {
        var others = _others[field.Field.Index] ??=
            new RelatedRecordWriter(new RecordWriter(_operation, inner, _modes, _tables), _modes, _tables[inner.Resource.Index]);
        switch (value)
        {
            case Record linked:
                others.Link(json, field, linked);
                break;
            case Record[] references:
                others.References(json, field, references);
                break;
            case null when field.Field.Field.References is not null:
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
/// <param name="ClaimActive">Deleted records are said to be active.</param>
/// <param name="IdentityOffset">What is added to the identity (breakage <c>off-by-one</c>).</param>
internal readonly record struct WriteOptions(bool[]? Only = null, bool ClaimActive = false, int IdentityOffset = 0);
