using System.Text.Json;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Writes records as an operation shows them.</summary>
/// <param name="operation">The operation.</param>
/// <param name="shown">How it shows them.</param>
/// <param name="modes">The modes in force.</param>
/// <param name="tables">Where linked records are, by resource.</param>
internal sealed class RecordWriter(OperationPlan operation, ShownRecord shown, Modes modes, Table[] tables)
{
    private readonly ShownField? _left = modes[operation.Gates.KeyMissing] ? operation.LastKey : null;
    // What spoils an answer spoils the record itself, not those that it links.
    private readonly ShownField? _stale = modes[operation.Gates.Stale] && shown == operation.Shown ? shown.FirstWrittenText : null;
    private readonly bool _wrongType = modes[operation.Gates.WrongType] && shown == operation.Shown;
    private readonly ValueWriter _values = new(modes);
    private OtherRecordWriter?[]? _others;
    private SeveralWriter? _several;

    /// <summary>The fields to show, by index; all where it is null.</summary>
    public bool[]? Only { get; init; }

    /// <summary>Deleted records are said to be active.</summary>
    public bool ClaimActive { get; init; }

    /// <summary>What is added to the identity (breakage <c>off-by-one</c>).</summary>
    public int IdentityOffset { get; init; }

    public void Write(Utf8JsonWriter json, Record record)
    {
        json.WriteStartObject();
        WriteMembers(json, record);
        json.WriteEndObject();
    }

    /// <summary>The fields alone, for an object that holds others, too.</summary>
    public void WriteMembers(Utf8JsonWriter json, Record record)
    {
        var wrong = _wrongType;
        foreach (var field in shown.Fields)
        {
            if (field == _left || (Only is not null && !Only[field.Field.Index]))
                continue;
            var value = record.Values[field.Field.Index];
            if ((value is null && modes[field.Field.Input.UnsetLeftOut]) || (field.IsMovable && IsLeftOut(field, value)))
                continue;
            var spoiled = wrong && field.Field.Field.Type == FieldType.Text;
            wrong &= !spoiled;
            if (field.IsMovable)
                Named(json, field, record, spoiled);
            else
            {
                json.WritePropertyName(field.Name);
                Value(json, field, record, spoiled);
            }
        }
        if (record.Extras is { } extras)
        {
            foreach (var (name, value) in extras.Members)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.Json);
            }
        }
    }

    private bool IsLeftOut(ShownField field, object? value)
    {
        var plan = field.Field;
        return modes[field.UnderNeither] || (shown.Kind != OperationKind.Create && modes[field.LeftOut]) || modes[plan.Refers.LeftOut]
            || (plan.IsHidden && !modes[plan.Closed.SecretShown] && !(modes[plan.Closed.ForbiddenStored] && value is not null));
    }

    private void Named(Utf8JsonWriter json, ShownField field, Record record, bool spoiled)
    {
        if (modes[field.Field.Refers.AsRecord])
        {
            json.WritePropertyName(field.RecordName);
            Value(json, field, record, spoiled);
            return;
        }
        if (!modes[field.UnderAlias])
        {
            json.WritePropertyName(field.Name);
            Value(json, field, record, spoiled);
        }
        if (modes[field.UnderAlias] || modes[field.UnderBoth])
        {
            json.WritePropertyName(field.Alias);
            Value(json, field, record, spoiled);
        }
    }

    private void Value(Utf8JsonWriter json, ShownField field, Record record, bool spoiled)
    {
        var value = record.Values[field.Field.Index];
        if (shown.Kind != OperationKind.Create && modes[field.Garbled])
            json.WriteRawValue("[null]");
        else if (ClaimActive && record.Deleted && field.Field == shown.Resource.Active)
            _values.Write(json, field, record, Flag.True, 0);
        else if (field == _stale)
            _values.Write(json, field, record, Values.Text(value) + "(stale)", 0);
        else if (field.Inner is { } inner)
            Other(json, field, inner, value);
        else if (!field.Field.IsSimple)
            (_several ??= new SeveralWriter(modes, tables)).Write(json, field, record, value, spoiled);
        else if (spoiled)
        {
            json.WriteStartArray();
            _values.Write(json, field, record, value, 0);
            json.WriteEndArray();
        }
        else
            _values.Write(json, field, record, value, field.Field == shown.Resource.Identity ? IdentityOffset : 0);
    }

    private void Other(Utf8JsonWriter json, ShownField field, ShownRecord inner, object? value)
    {
        _others ??= new OtherRecordWriter?[shown.Resource.Fields.Length];
        var others = _others[field.Field.Index] ??=
            new OtherRecordWriter(new RecordWriter(operation, inner, modes, tables), modes, tables[inner.Resource.Index]);
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
