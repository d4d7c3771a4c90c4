using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Lists;

/// <summary>One parameter that narrows a list by a field.</summary>
internal sealed class ListCondition(OperationPlan operation, WhereWord word)
{
    private readonly FieldPlan _field = operation.Resource.Field(word.Field);
    private readonly ResourcePlan? _named = NamedBy(operation.Resource.Field(word.Field));
    private readonly SearchedText _text = new(operation);
    private readonly ModeFlag _ignored = operation.Rules[Behaviors.Where, "ignored"];
    private readonly ModeFlag _oneTooMany = operation.Rules[Behaviors.Where, "one-too-many"];
    private readonly ModeFlag _oneMissing = operation.Rules[Behaviors.Where, "one-missing"];
    private readonly ModeFlag _exclusive = operation.Rules[Behaviors.WhereBounds, "exclusive"];

    public string Parameter => word.Parameter;

    /// <summary>Narrows the selection; what is wrong with the value, or null.</summary>
    public FieldError? Read(string value, ListSelection selection, OperationContext context)
    {
        var modes = context.Modes;
        if (!TryParse(value, context, out var wanted))
            return new FieldError(word.Parameter, $"Expected a value of {_field.Field.Name}.");
        if (!modes[_ignored])
            selection.Add(word.Parameter, value, records => Fitting(records, wanted, modes));
        return null;
    }

    private List<Record> Fitting(List<Record> records, object wanted, ActiveModes modes)
    {
        var fitting = records.FindAll(record => Fits(record, wanted, modes));
        if (modes[_oneTooMany] && records.Except(fitting).MinBy(record => record.Identity) is { } other)
            return records.FindAll(record => record == other || fitting.Contains(record));
        if (modes[_oneMissing] && fitting.Count > 0)
            fitting.Remove(fitting.MaxBy(record => record.Identity)!);
        return fitting;
    }

    // The resource whose records it names, where they are not known by their numbers.
    private static ResourcePlan? NamedBy(FieldPlan field) =>
        (field == field.Owner.Identity ? field.Owner : field.Field.Refers is null ? null : field.Target) is { IdentityNames: not null } named ? named : null;

    // A record without a value is not equal to any, and within no bounds.
    private bool Fits(Record record, object wanted, ActiveModes modes)
    {
        var value = _field == _field.Owner.Identity && (_named is not null || record[_field.Index] is Sentinel) ? record.Identity : record[_field.Index];
        if (FieldValue.IsUnset(value))
            return word.Is == FilterOperator.Not;
        var compared = FieldValue.Compare(value, wanted);
        return word.Is switch
        {
            FilterOperator.Equal => compared == 0,
            FilterOperator.Not => compared != 0,
            FilterOperator.AtLeast => compared > 0 || (compared == 0 && !modes[_exclusive]),
            FilterOperator.AtMost => compared < 0 || (compared == 0 && !modes[_exclusive]),
            _ => _text.IsIn(FieldValue.Text(value), FieldValue.Text(wanted), ignoresCase: true, modes),
        };
    }

    private bool TryParse(string text, OperationContext context, out object wanted)
    {
        if (_named is not null)
        {
            var number = context.Table(_named).NumberOf(text);
            wanted = number ?? 0L;
            return number is not null;
        }
        var (parsed, value) = _field.Field.Type switch
        {
            FieldType.Integer => (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer), (object)integer),
            FieldType.Number => (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number), number),
            FieldType.Boolean => (text is "true" or "false" or "1" or "0", BoxedBoolean.Of(text is "true" or "1")),
            FieldType.Date => (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), day),
            FieldType.Timestamp => (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time), time),
            _ => (true, text),
        };
        wanted = value;
        return parsed;
    }
}
