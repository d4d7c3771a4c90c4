using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A value as it counts in a sorted list; not set is no value.</summary>
/// <param name="Text">In lower case; for other types a notation that sorts as the value does.</param>
/// <param name="Plain">The same without accents.</param>
internal readonly record struct SortKey(string? Text, string? Plain) : IComparable<SortKey>
{
    private const string Accented = "àâäáãåçéèêëîïíìñôöóòõùûüúÿ";
    private const string Bare = "aaaaaaceeeeiiiinooooouuuuy";

    public static SortKey Of(Field field, JsonNode? value)
    {
        if (FieldValue.IsUnset(value))
            return default;
        var text = field.Type switch
        {
            // Offset, so that negative numbers sort below the others.
            FieldType.Integer => (unchecked((ulong)(FieldValue.Integer(value) ?? 0)) ^ (1UL << 63)).ToString("x16", null),
            FieldType.Number => (unchecked((ulong)(long)((FieldValue.Number(value) ?? 0) * 1_000_000)) ^ (1UL << 63)).ToString("x16", null),
            FieldType.Timestamp => FieldValue.Time(value)?.At.ToString("s") ?? FieldValue.Text(value),
            FieldType.Boolean => FieldValue.Flag(value) == true ? "1" : "0",
            _ => FieldValue.Text(value)?.ToLowerInvariant(),
        };
        return new SortKey(text, text is null ? null : WithoutAccents(text));
    }

    public int CompareTo(SortKey other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>Whether keys rise or stay, those without a value first or last, with accents in their own place or ignored.</summary>
    public static bool Sorted(IEnumerable<SortKey> keys)
    {
        var all = keys.ToImmutableArray();
        var valued = all.Where(key => key.Text is not null).ToImmutableArray();
        var nullsAtOneEnd = all.SkipWhile(key => key.Text is null).SequenceEqual(valued)
            || all.Reverse().SkipWhile(key => key.Text is null).Reverse().SequenceEqual(valued);
        return nullsAtOneEnd && (Rises(valued.Select(key => key.Text!)) || Rises(valued.Select(key => key.Plain!)));
    }

    private static bool Rises(IEnumerable<string> texts) =>
        texts.Zip(texts.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) <= 0);

    private static string WithoutAccents(string text)
    {
        var plain = new StringBuilder(text);
        for (var i = 0; i < plain.Length; i++)
        {
            if (Accented.IndexOf(plain[i], StringComparison.Ordinal) is >= 0 and var at)
                plain[i] = Bare[at];
        }
        return plain.ToString();
    }
}
