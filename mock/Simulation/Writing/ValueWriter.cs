using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>Writes one plain value in the form of its field.</summary>
internal readonly struct ValueWriter(ActiveModes modes)
{
    /// <summary>Whether texts and missing values of a field are written as they are stored.</summary>
    public bool IsAsStored(SchemaField field) => field.Format.IsTextPlain(modes) && !modes[field.UnsetIsEmptyText];

    /// <param name="json">Where to write.</param>
    /// <param name="field">The field.</param>
    /// <param name="record">The record that the value belongs to.</param>
    /// <param name="value">The value.</param>
    /// <param name="offset">What is added to an integer.</param>
    public void Write(Utf8JsonWriter json, SchemaField field, Record record, object? value, int offset = 0)
    {
        switch (value)
        {
            case null when modes[field.UnsetIsEmptyText]:
                json.WriteStringValue("");
                break;
            case null:
                json.WriteNullValue();
                break;
            case string text:
                field.Format.Text(json, text, modes);
                break;
            case long integer:
                field.Format.Integer(json, integer + offset, modes);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                field.Format.Boolean(json, flag, modes);
                break;
            case DateOnly day:
                ValueFormat.Date(json, day);
                break;
            case DateTime time:
                field.Format.Time(json, time, modes);
                break;
            case RawJson raw:
                json.WriteRawValue(raw.Json);
                break;
            case Sentinel sentinel when sentinel == Sentinel.Generated && field.Field == field.Field.Owner.Identity && field.Field.Owner.IdentityNames is { AreNumbers: false } names:
                field.Format.Text(json, names.Generate(record.Identity + offset), modes);
                break;
            case Sentinel sentinel when sentinel == Sentinel.Generated && field.Field == field.Field.Owner.Identity:
                field.Format.Integer(json, record.Identity + offset, modes);
                break;
            case Sentinel sentinel when sentinel == Sentinel.Generated:
                field.Number!.Write(json, record.Identity, modes);
                break;
            case NumberOf other:
                field.Number!.Write(json, other.Identity, modes);
                break;
            default:
                field.Format.Text(json, value.ToString()!, modes);
                break;
        }
    }
}
