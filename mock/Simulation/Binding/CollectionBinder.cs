using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds what a request sends for a field that holds several values.</summary>
internal sealed class CollectionBinder(OperationPlan operation, FieldPlan field)
{
    private readonly bool _creating = operation.Kind == OperationKind.Create;
    private readonly ModeFlag _reversed = field.Rules[Behaviors.SeveralRoundTrip, "reversed"];
    private readonly ModeFlag _firstOnly = field.Rules[Behaviors.SeveralRoundTrip, "first-only"];
    private readonly ModeFlag _unmarkedRefused = operation.Api.Rules[Behaviors.XmlUnmarkedArray, "refused"];
    private readonly ModeFlag _unmarkedRead = operation.Api.Rules[Behaviors.XmlUnmarkedArray, "read"];
    private readonly EmailFormat _email = new(field);
    private readonly ForeignKeyBinder? _foreignKeys = field.Field.Type == FieldType.Identities ? new ForeignKeyBinder(operation, field) : null;
    private readonly EntryBinder _entries = new(operation, field);
    private readonly KeyedEntryBinder? _keyed = field.Keyed is { } keyed ? new KeyedEntryBinder(operation, field, keyed) : null;

    public ConvertedValue Read(BodyValue input, OperationContext context)
    {
        if (Elements(input, context.Modes) is not { } elements)
            return ConvertedValue.Wrong("a list");
        if (elements.Count == 0 && field.Field.Required)
            return ConvertedValue.Missing("a list that is not empty");
        var read = _keyed is not null ? _keyed.Read(elements, context)
            : field.Field.Type == FieldType.Texts ? Texts(elements, context.Modes)
            : _foreignKeys is not null ? _foreignKeys.Many(elements, context)
            : _entries.Read(elements, context);
        return _creating ? read with { Value = Broken(read.Value, context.Modes) } : read;
    }

    // Null where the input is no list: a list as such, the numbered names of a form, or one value that a form repeats.
    private List<BodyValue>? Elements(BodyValue input, ActiveModes modes) => input switch
    {
        BodyValue.Items items => NotEmpty(items),
        BodyValue.Scalar { IsEmpty: true } => [],
        BodyValue.Scalar { Kind: BodyValueKind.Form } scalar => [scalar],
        BodyValue.Members { FromXml: true } members => modes[_unmarkedRead] ? [.. members.All.SelectMany(member => All(member.Value))]
            : modes[_unmarkedRefused] ? null : [],
        BodyValue.Members { FromJson: false } members when members.AsItems() is { } items => NotEmpty(items),
        _ => null,
    };

    private static List<BodyValue> All(BodyValue input) => input is BodyValue.Items items ? items.All : [input];

    // A form says with one empty element that there is none.
    private static List<BodyValue> NotEmpty(BodyValue.Items items) => [.. items.All.Where(element => element is not BodyValue.Scalar { IsEmpty: true })];

    private ConvertedValue Texts(List<BodyValue> elements, ActiveModes modes)
    {
        var texts = new string[elements.Count];
        for (var at = 0; at < texts.Length; at++)
        {
            if (elements[at] is not BodyValue.Scalar { Kind: not BodyValueKind.Flag } scalar)
                return ConvertedValue.Wrong("a list of texts");
            if (_email.Check(scalar.Text, modes) is { } wrong)
                return wrong;
            texts[at] = scalar.Text;
        }
        return new(texts);
    }

    private object? Broken(object? collection, ActiveModes modes) => collection switch
    {
        Array { Length: > 1 } all when modes[_firstOnly] => CollectionValue.First(all),
        Array { Length: > 1 } all when modes[_reversed] => CollectionValue.Reversed(all),
        _ => collection,
    };
}
