using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Reads the identities of records of other resources.</summary>
internal sealed class RefersIntake(Call call, Coercion coercion)
{
    private readonly Modes _modes = call.Modes;

    /// <summary>A single identity.</summary>
    public Coerced One(FieldPlan field, Input input)
    {
        // What cannot be without a value keeps the one that it has.
        if (input is Input.Scalar { IsEmpty: true } && !field.Field.Required && !field.Field.Nullable)
            return new(Mark.NotSent);
        return input is Input.Scalar { IsEmpty: true } ? coercion.Empty(field) : Resolved(field, input);
    }

    /// <summary>A list of identities, each once.</summary>
    public Coerced Several(FieldPlan field, List<Input> elements)
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
    public static object? Tied(Call call, FieldPlan field) => call.Table(field.Target!).All().FirstOrDefault()?.Identity;

    private Coerced Resolved(FieldPlan field, Input input)
    {
        var gates = field.Refers;
        var isIdentity = Identity(input, out var identity);
        return isIdentity && call.Table(field.Target!).Find(identity) is { } record ? new(record.Identity)
            : _modes[gates.UnknownNotFound] ? Coerced.Wrong($"an identity of {field.Target!.Resource}", 404)
            : _modes[gates.UnknownIgnored] ? new(Mark.NotSent)
            : _modes[gates.UnknownStored] && isIdentity ? new(identity)
            : _modes[gates.UnknownReplaced] ? new((object?)call.Table(field.Target!).All().LastOrDefault()?.Identity ?? Mark.NotSent)
            : Coerced.Wrong($"an identity of {field.Target!.Resource}");
    }

    private static bool Identity(Input input, out long identity)
    {
        identity = 0;
        return input is Input.Scalar { Kind: not (InputKind.Flag or InputKind.Null) } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out identity);
    }
}
