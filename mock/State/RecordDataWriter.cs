using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Writes the records of one resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="find">The current version of a record.</param>
/// <param name="isRepeated">Whether another record before has a value that must be unique.</param>
/// <param name="check">What the contract allows.</param>
/// <param name="asNumbers">Whether other records are named by their numbers, for a reader that has not met them yet.</param>
internal sealed class RecordDataWriter(ResourcePlan resource, Func<ResourcePlan, long, Record?> find, Func<Record, bool> isRepeated, ValueCheck check, bool asNumbers = false)
{
    // What stands in a field that nobody sets follows from others.
    private static readonly Func<FieldPlan, object?, bool> IsImplied = static (field, value) => value is null && (field.IsHidden || field.From is not null);

    public void Write(Utf8JsonWriter json, Record record, bool isRemoved, ImmutableArray<long> others)
    {
        json.WriteStartObject();
        json.WritePropertyName(resource.Identity.Field.Name);
        WriteIdentity(json, resource, record.Identity, record);
        if (resource.IdentityNames is { } names && names.Of(record) != names.Generate(record.Identity))
            json.WriteNumber(DataFormat.Row, record.Identity);
        if (resource.Parent is { } parent)
        {
            json.WritePropertyName(DataFormat.Parent);
            WriteIdentity(json, parent, record.Parent);
        }
        if (isRemoved)
            json.WriteBoolean(DataFormat.Removed, true);
        if (record.Deleted != (resource.Active is { } active && record[active.Index] is false))
            json.WriteBoolean(DataFormat.Deleted, record.Deleted);
        if (!IsAllowed(record, isRemoved))
            json.WriteBoolean(DataFormat.Check, false);
        if (!others.IsEmpty)
        {
            json.WriteStartArray(DataFormat.Also);
            foreach (var other in others)
                json.WriteNumberValue(other);
            json.WriteEndArray();
        }
        WriteValues(json, resource, record, isVersion: false);
        json.WriteEndObject();
    }

    // As clients know it.
    private void WriteIdentity(Utf8JsonWriter json, ResourcePlan of, long number, Record? record = null)
    {
        if (of.IdentityNames is not { } names || (asNumbers && record is null))
            json.WriteNumberValue(number);
        else if ((record ?? find(of, number)) is { } known && known[of.Identity.Index] is long given)
            json.WriteNumberValue(given);
        else if (names.AreNumbers)
            json.WriteNumberValue(number);
        else
            json.WriteStringValue((record ?? find(of, number)) is { } named ? names.Of(named) : names.Generate(number));
    }

    private void WriteValues(Utf8JsonWriter json, ResourcePlan of, Record record, bool isVersion)
    {
        foreach (var field in of.Fields)
        {
            var value = record[field.Index];
            if (field == of.Identity || value == Sentinel.Generated || IsImplied(field, value) || (isVersion && field.IsRelated))
                continue;
            json.WritePropertyName(field.Field.Name);
            WriteValue(json, field, value);
        }
        if (record.ExtraMembers is not { } extra)
            return;
        json.WriteStartObject(DataFormat.Extra);
        foreach (var (name, value) in extra.Members)
            json.WriteString(name, value.Json);
        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, FieldPlan field, object? value)
    {
        switch (value)
        {
            case Record linked:
                WriteLink(json, field, linked);
                break;
            case Record[] linked:
                json.WriteStartArray();
                foreach (var one in linked)
                    WriteLink(json, field, one);
                json.WriteEndArray();
                break;
            case RawJson raw when field.Field.Type == FieldType.Json:
                json.WriteRawValue(raw.Json);
                break;
            case KeyedValues keyed:
                WriteKeyed(json, field.Keyed!, keyed);
                break;
            case NumberOf other:
                json.WriteStringValue(GeneratedNumber.Write(field.Owner, other.Identity));
                break;
            case object?[] entries and not string[]:
                json.WriteStartArray();
                foreach (var entry in entries)
                    WriteEntry(json, field, (object?[])entry!);
                json.WriteEndArray();
                break;
            case Array several:
                json.WriteStartArray();
                foreach (var one in several)
                {
                    if (one is long number && field.Target is { } of)
                        WriteIdentity(json, of, number);
                    else
                        WritePlain(json, one);
                }
                json.WriteEndArray();
                break;
            case long identity when field is { Field.Refers: not null, Target: { IdentityNames: not null } target } && field != field.Owner.Identity:
                WriteIdentity(json, target, identity);
                break;
            default:
                WritePlain(json, value);
                break;
        }
    }

    // The current version is told by its identity alone; another one, or one that is gone, is part of the state.
    private void WriteLink(Utf8JsonWriter json, FieldPlan field, Record linked)
    {
        if (ReferenceEquals(find(field.Target!, linked.Identity), linked))
        {
            WriteIdentity(json, field.Target!, linked.Identity);
            return;
        }
        json.WriteStartObject();
        json.WriteStartObject(DataFormat.Version);
        json.WritePropertyName(field.Target!.Identity.Field.Name);
        WriteIdentity(json, field.Target, linked.Identity, linked);
        if (field.Target.IdentityNames is not null)
            json.WriteNumber(DataFormat.Row, linked.Identity);
        if (linked.Deleted)
            json.WriteBoolean(DataFormat.Deleted, true);
        WriteValues(json, field.Target, linked, isVersion: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteKeyed(Utf8JsonWriter json, KeyedPlan keyed, KeyedValues values)
    {
        json.WriteStartArray();
        foreach (var (key, value) in values.ByKey)
        {
            json.WriteStartObject();
            json.WriteNumber(keyed.Key.Field.Name, key);
            json.WritePropertyName(keyed.Value.Field.Name);
            WriteValue(json, keyed.Value, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteEntry(Utf8JsonWriter json, FieldPlan field, object?[] entry)
    {
        json.WriteStartObject();
        foreach (var member in field.Members)
        {
            json.WritePropertyName(member.Field.Name);
            WriteValue(json, member, entry[member.Index]);
        }
        json.WriteEndObject();
    }

    private static void WritePlain(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long integer:
                json.WriteNumberValue(integer);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case RawJson raw:
                Wrapped(json, DataFormat.Raw, raw.Json);
                break;
            case Sentinel sentinel:
                Wrapped(json, DataFormat.Special, sentinel.ToString());
                break;
            default:
                json.WriteStringValue(FieldValue.Text(value));
                break;
        }
    }

    private static void Wrapped(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
    }

    // What modes let in, or what a removed record refers to, is stored again as it is.
    private bool IsAllowed(Record record, bool isRemoved)
    {
        if (isRemoved || isRepeated(record) || record.ExtraMembers is not null
            || (resource.Parent is { } parent && find(parent, record.Parent) is null))
            return false;
        foreach (var field in resource.Fields)
        {
            var value = record[field.Index];
            if (IsImplied(field, value))
                continue;
            if (field.From is not null || !IsKnown(field, value) || (!field.IsRelated && check.Expected(field, value) is not null))
                return false;
        }
        return true;
    }

    private bool IsKnown(FieldPlan field, object? value)
    {
        if (field.Target is not { } target || field.IsRelated)
            return true;
        return value switch
        {
            long identity => find(target, identity) is not null,
            long[] identities => identities.All(identity => find(target, identity) is not null),
            KeyedValues keyed => keyed.ByKey.Keys.All(identity => find(target, identity) is not null),
            _ => true,
        };
    }
}
