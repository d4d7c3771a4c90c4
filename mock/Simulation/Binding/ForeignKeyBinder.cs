using System.Globalization;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Reads the identities of records of other resources.</summary>
internal sealed class ForeignKeyBinder(OperationContext context, ValueConverter converter)
{
    private readonly ActiveModes _modes = context.Modes;

    /// <summary>A single identity.</summary>
    public Conversion One(FieldPlan field, BodyValue input)
    {
        // What cannot be without a value keeps the one that it has.
        if (input is BodyValue.Scalar { IsEmpty: true } && !field.Field.Required && !field.Field.Nullable)
            return new(Sentinel.NotSent);
        return input is BodyValue.Scalar { IsEmpty: true } ? converter.Empty(field) : Resolved(field, input);
    }

    /// <summary>A list of identities, each once.</summary>
    public Conversion Several(FieldPlan field, List<BodyValue> elements)
    {
        List<long> identities = [];
        foreach (var element in elements)
        {
            var read = Resolved(field, element);
            if (read.Expected is not null)
                return read;
            if (read.Value is long identity && !identities.Contains(identity))
                identities.Add(identity);
        }
        return new(identities.ToArray());
    }

    /// <summary>An identity that nobody sent: of the first record that there is, as if whoever has the key were tied to it.</summary>
    // The same whatever is sent: a tie knows nothing of that.
    public static object? Tied(OperationContext context, FieldPlan field) => context.Table(field.Target!).All().FirstOrDefault()?.Identity;

    private Conversion Resolved(FieldPlan field, BodyValue input)
    {
        var flags = field.Refers;
        var isIdentity = Identity(input, out var identity);
        return isIdentity && context.Table(field.Target!).Find(identity) is { } record ? new(record.Identity)
            : _modes[flags.UnknownNotFound] ? Conversion.Wrong($"an identity of {field.Target!.Resource}", 404)
            : _modes[flags.UnknownIgnored] ? new(Sentinel.NotSent)
            : _modes[flags.UnknownStored] && isIdentity ? new(identity)
            : _modes[flags.UnknownReplaced] ? new((object?)context.Table(field.Target!).All().LastOrDefault()?.Identity ?? Sentinel.NotSent)
            : Conversion.Wrong($"an identity of {field.Target!.Resource}");
    }

    private static bool Identity(BodyValue input, out long identity)
    {
        identity = 0;
        return input is BodyValue.Scalar { Kind: not (BodyValueKind.Flag or BodyValueKind.Null) } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out identity);
    }
}
