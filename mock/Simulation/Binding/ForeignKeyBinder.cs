using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds the identities of records of another resource.</summary>
internal sealed class ForeignKeyBinder(OperationPlan operation, FieldPlan field)
{
    private readonly ModeFlag _unknownNotFound = field.Rules[Behaviors.RefersUnknown, "not-found"];
    private readonly ModeFlag _unknownIgnored = field.Rules[Behaviors.RefersUnknown, "ignored"];
    private readonly ModeFlag _unknownStored = field.Rules[Behaviors.RefersUnknown, "stored"];
    private readonly ModeFlag _unknownReplaced = field.Rules[Behaviors.RefersUnknown, "replaced"];
    private readonly ValueConverter _converter = new(operation.Api, field, operation.Kind == OperationKind.Create);

    /// <summary>A single identity.</summary>
    public ConvertedValue One(BodyValue input, OperationContext context)
    {
        // A field that cannot be without a value keeps the one that it has.
        if (input is BodyValue.Scalar { IsEmpty: true } && !field.Field.Required && !field.Field.Nullable)
            return new(Sentinel.NotSent);
        return input is BodyValue.Scalar { IsEmpty: true } ? _converter.Empty(context) : Resolved(input, context);
    }

    /// <summary>A list of identities, each once.</summary>
    public ConvertedValue Many(List<BodyValue> elements, OperationContext context)
    {
        List<long> identities = [];
        foreach (var element in elements)
        {
            var read = Resolved(element, context);
            if (read.Expected is not null)
                return read;
            if (read.Value is long identity && !identities.Contains(identity))
                identities.Add(identity);
        }
        return new(identities.ToArray());
    }

    /// <summary>An identity that nobody sent, that of the first record, as where a server derives it from the key; what is sent does not matter.</summary>
    public static object? Implied(FieldPlan field, OperationContext context) => context.Table(field.Target!).All().FirstOrDefault()?.Identity;

    private ConvertedValue Resolved(BodyValue input, OperationContext context)
    {
        var (modes, table) = (context.Modes, context.Table(field.Target!));
        var isIdentity = Identity(input, table, out var identity);
        return isIdentity && table.Find(identity) is { } record ? new(record.Identity)
            : modes[_unknownNotFound] ? ConvertedValue.Wrong($"an identity of {field.Target!.Resource}", 404)
            : modes[_unknownIgnored] ? new(Sentinel.NotSent)
            : modes[_unknownStored] && isIdentity ? new(field.Target!.IdentityNames is null ? identity : ((BodyValue.Scalar)input).Text)
            : modes[_unknownReplaced] ? new((object?)table.All().LastOrDefault()?.Identity ?? Sentinel.NotSent)
            : ConvertedValue.Wrong($"an identity of {field.Target!.Resource}");
    }

    private bool Identity(BodyValue input, Table table, out long identity)
    {
        identity = 0;
        if (field.Target!.IdentityNames is { } names)
        {
            var number = input is BodyValue.Scalar { Kind: not (BodyValueKind.Flag or BodyValueKind.Null) } named && (named.IsText || names.AreNumbers) ? table.NumberOf(named.Text) : null;
            identity = number ?? 0;
            return number is not null;
        }
        return input is BodyValue.Scalar { Kind: not (BodyValueKind.Flag or BodyValueKind.Null) } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out identity);
    }
}
