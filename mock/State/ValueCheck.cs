using System.Text.RegularExpressions;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Whether the contract allows a value in a field, whoever sets it: its type, its limits, the values that it may have.</summary>
internal sealed class ValueCheck(int thisYear)
{
    /// <summary>What was expected, or null where the value is right.</summary>
    public string? Expected(FieldPlan field, object? value) => value switch
    {
        GivenLink or GivenLink[] => null,
        // So some modes store what is unset, whatever its type.
        "" when !field.Field.Required && field.Field.IsPlain => null,
        null => field.Field.Nullable || field.IsCollection || field.IsRelated ? null : Described(field),
        Sentinel => field == field.Owner.Identity || field == field.Owner.Number ? null : Described(field),
        NumberOf => field == field.Owner.Number ? null : Described(field),
        string text when field.Field.Type == FieldType.Text => Text(field, text),
        long integer when field.Field.Type == FieldType.Integer => IsWithin(field, integer) ? null : Described(field),
        long when field.Field is { Type: FieldType.Text, Refers: not null } => null,
        decimal number when field.Field.Type == FieldType.Number => number < field.Field.MinimumNumber || number > field.Field.MaximumNumber ? Described(field) : null,
        RawJson when field.Field.Type == FieldType.Json => null,
        bool when field.Field.Type == FieldType.Boolean => null,
        DateOnly when field.Field.Type == FieldType.Date => null,
        DateTime when field.Field.Type == FieldType.Timestamp => null,
        string[] texts when field.Field.Type == FieldType.Texts => texts.Select(text => Text(field, text)).FirstOrDefault(wrong => wrong is not null),
        long[] when field.Field.Type == FieldType.Identities => null,
        KeyedValues keyed when field.Keyed is { } word => keyed.ByKey.Values.Select(inner => inner is null ? null : Expected(word.Value, inner)).FirstOrDefault(wrong => wrong is not null),
        object?[][] entries when field.Field.Type == FieldType.Entries => entries.Select(entry => Entry(field, entry)).FirstOrDefault(wrong => wrong is not null),
        _ => Described(field),
    };

    /// <summary>What a field holds, in words.</summary>
    public string Described(FieldPlan field) => Kind(field) + (field.Field.Nullable || field.IsCollection ? " or null" : "");

    private string Kind(FieldPlan field) => field.Field.Type switch
    {
        FieldType.Integer or FieldType.Text when field.Field.Refers is not null => $"the identity or the label of {DataFormat.A(field.Target!)}",
        FieldType.Link => $"the identity or the label of {DataFormat.A(field.Target!)}",
        FieldType.References or FieldType.Identities => field.Target is { } target ? $"a list of identities or labels of {DataFormat.A(target)}" : "a list of integers",
        FieldType.Integer => IntegerConverter.Describe(field.Field, thisYear),
        FieldType.Number => NumberConverter.Describe(field.Field),
        FieldType.Json => field.Field.Schema?["type"]?.ToString() == "array" ? "a list" : "an object",
        FieldType.Boolean => "true or false",
        FieldType.Date => "a day YYYY-MM-DD",
        FieldType.Timestamp => "a time YYYY-MM-DD HH:MM:SS",
        FieldType.Texts => "a list of texts",
        FieldType.Entries => $"a list of objects with {string.Join(" and ", field.Members)}",
        _ => "a text",
    };

    private bool IsWithin(FieldPlan field, long integer) => !(integer < field.Field.Minimum) && !(integer > field.Field.MaximumIn(thisYear));

    private string? Entry(FieldPlan field, object?[] entry) =>
        field.Members.Select(member => Expected(member, entry[member.Index]) is { } wrong ? $"{member}: {wrong}" : null).FirstOrDefault(wrong => wrong is not null);

    private static string? Text(FieldPlan field, string text)
    {
        var (declared, length) = (field.Field, text.EnumerateRunes().Count());
        if (declared.Required && string.IsNullOrWhiteSpace(text))
            return "a text that is not blank";
        if (length < declared.MinLength)
            return $"at least {declared.MinLength} characters";
        if (length > declared.MaxLength)
            return $"at most {declared.MaxLength} characters";
        if (declared.Choice is { } choice && !choice.Values.Any(notation => notation.Contains(text)))
            return $"one of {Listed([.. choice.Values[0]], text)}";
        if (!declared.Values.IsEmpty && !declared.Values.Contains(text))
            return $"one of {Listed([.. declared.Values], text)}";
        if (field.Pattern is { } pattern && !Matches(pattern, text))
            return $"a text that matches {declared.Pattern}";
        return declared.Format == "email" && !text.Contains('@', StringComparison.Ordinal) ? "an e-mail address" : null;
    }

    private static string Listed(IReadOnlyCollection<string> values, string text) =>
        (values.Count > 12 ? $"{values.Count} values such as {values.First()}" : string.Join(", ", values))
        + (Nearest.To(text, values) is { } near ? $" (did you mean {near}?)" : "");

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
